import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, type CompilerOptions } from '@inlang/paraglide-js';

const root = import.meta.dirname;
/** The compiler keeps its project and its cache here, out of the sources. */
const cache = join(root, 'node_modules/.cache/vigie');
const project = join(cache, 'messages.inlang');
const stamp = join(cache, 'messages.stamp');
const outdir = join(root, 'src/lib/paraglide');
const locales = ['fr', 'en'];
/** One file a language and part of the site, so that a page's words are found by its name. */
const parts = [
  'account',
  'common',
  'extract',
  'figure',
  'home',
  'irritants',
  'method',
  'reference',
  'search',
  'status',
  'territory',
  'vendors',
];

const settings = {
  telemetry: 'off',
  baseLocale: 'fr',
  locales,
  // From the installed package: by default the compiler would fetch it from the network.
  modules: [fileURLToPath(import.meta.resolve('@inlang/plugin-message-format'))],
  'plugin.inlang.messageFormat': {
    pathPattern: parts.map((part) => join(root, `messages/{locale}/${part}.json`)),
  },
};

/** How messages are compiled: French has no prefix, English lives under `/en`. */
export function messageOptions(): CompilerOptions {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'settings.json'), JSON.stringify(settings));
  return {
    project,
    outdir,
    // The address alone decides the language.
    strategy: ['url', 'baseLocale'],
    urlPatterns: [
      {
        pattern: '/:path(.*)?',
        localized: [
          ['en', '/en/:path(.*)?'],
          ['fr', '/:path(.*)?'],
        ],
      },
    ],
    outputStructure: 'message-modules',
    isServer: 'import.meta.env.SSR',
    emitTsDeclarations: true,
    emitReadme: false,
  };
}

/** Fingerprint of all that the compiled messages depend on. */
function fingerprint(): string {
  const sources = [
    import.meta.filename,
    ...locales.flatMap((locale) =>
      parts.map((part) => join(root, `messages/${locale}/${part}.json`)),
    ),
  ];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  return hash.digest('hex');
}

/**
 * Compiles the messages when they changed. In a process of its own, because the compiler leaves
 * timers behind that keep the one it ran in alive for half a minute.
 */
export function compileMessages(): void {
  const current = fingerprint();
  const compiled = existsSync(stamp) && existsSync(join(outdir, 'messages.js'));
  if (compiled && readFileSync(stamp, 'utf8') === current) return;
  execFileSync(process.execPath, [import.meta.filename, '--compile'], { stdio: 'inherit' });
  writeFileSync(stamp, current);
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--compile')) {
    await compile(messageOptions());
    process.exit(0);
  }
  compileMessages();
  process.exit(0);
}
