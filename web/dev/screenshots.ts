import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as browserType, type BrowserContextOptions } from 'playwright-core';
import { startWeb } from '../server/index.ts';
import { startFixtureApi } from './fixture-api.ts';

/** Pictures of the pages on the fixture figures: `node dev/screenshots.ts [folder]`. */
const folder = process.argv[2] ?? join(tmpdir(), 'vigie-shots');
const pages: Record<string, string> = {
  france: '/',
  'france-region': '/?region=REG-84',
  region: '/territoires/REG-84?feeding=documents',
  departement: '/territoires/DEP-15',
  territoires: '/en/territoires',
  choix: '/territoires/84',
  inconnu: '/territoires/REG-99',
  faute: '/?region=bretange&period=2031-01',
};
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true };
const looks: Record<string, BrowserContextOptions & { only?: string[]; media?: 'print' }> = {
  bureau: desktop,
  telephone: { ...phone, javaScriptEnabled: false },
  sombre: { ...desktop, colorScheme: 'dark', only: ['france-region', 'departement'] },
  impression: { ...desktop, media: 'print', only: ['france-region', 'region'] },
};

mkdirSync(folder, { recursive: true });
console.log(`pictures in ${folder}`);
const api = await startFixtureApi();
const web = await startWeb({ port: 0, host: '127.0.0.1', apiUrl: api.url });
const executablePath = await chromium.executablePath();
try {
  for (const [look, { only, media, ...context }] of Object.entries(looks)) {
    // This Chromium is one process, which ends with its first context.
    const browser = await browserType.launch({ executablePath, args: chromium.args });
    const session = await browser.newContext(context);
    session.setDefaultTimeout(20_000);
    for (const [name, path] of Object.entries(pages)) {
      if (only !== undefined && !only.includes(name)) continue;
      const page = await session.newPage();
      page.on('console', (message) => {
        const expected = message.location().url.endsWith(path) && message.text().includes('404');
        if (message.type() === 'error' && !expected) console.log(look, name, message.text());
      });
      page.on('pageerror', (error) => console.log(look, name, error.message));
      if (media === 'print') await page.emulateMedia({ media });
      await page.goto(web.url + path, { waitUntil: 'networkidle' });
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
      await page.close();
    }
    await browser.close();
  }
} finally {
  await web.close(0);
  await api.close();
}
