import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { compileMessages, messageOptions } from './messages.config.ts';

export default defineConfig(({ command }) => {
  if (command === 'build') compileMessages();
  return {
    plugins: [
      // Compiled once for a build, watched while working on the pages.
      command === 'serve' && paraglideVitePlugin(messageOptions()),
      sveltekit({
        adapter: adapter(),
        csp: {
          mode: 'nonce',
          directives: {
            'default-src': ['none'],
            'script-src': ['self'],
            'style-src': ['self'],
            // The one inline style: the region where Kit announces a new page to screen readers.
            'style-src-attr': [
              'unsafe-hashes',
              'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
            ],
            'img-src': ['self', 'data:'],
            'font-src': ['self'],
            'connect-src': ['self'],
            'manifest-src': ['self'],
            'form-action': ['self'],
            'base-uri': ['none'],
            'frame-ancestors': ['none'],
          },
        },
      }),
    ],
  };
});
