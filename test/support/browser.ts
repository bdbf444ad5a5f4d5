import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { readTestSettings } from './test.settings.js';

/**
 * A headless Chromium: the one that npm installs on Linux x64, otherwise an installed Chrome or
 * Chromium. Without any, this throws: a browser test is never left out.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ headless: true, ...(await browserOptions()) });
}

async function browserOptions(): Promise<LaunchOptions> {
  const { browserPath } = readTestSettings();
  if (browserPath !== undefined) return { executablePath: browserPath };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    // Its own arguments: it is built for machines without a GPU, a sandbox or fonts. Not the one
    // process for everything: it does not survive the end of a first context.
    const args = packaged.args.filter((arg) => !['--single-process', '--no-zygote'].includes(arg));
    return { executablePath: await packaged.executablePath(), args };
  }
  const installed = candidates[process.platform]?.find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed };
  throw new Error(
    'No browser for the end-to-end tests: install Chrome or Chromium, or give its path in VIGIE_BROWSER.',
  );
}

const candidates: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};
