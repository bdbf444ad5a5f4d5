import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as browserType, type BrowserContextOptions } from 'playwright-core';
import { startWeb } from '../server/index.ts';
import { defectsOfPage } from './defects.ts';
import { startFixtureApi } from './fixture-api.ts';

/**
 * Pictures of the pages on the fixture figures, or on those of an API that runs, and what a program
 * can see wrong in them: `node dev/screenshots.ts [folder] [name,name…] [look,look…] [--api URL]`.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { api: { type: 'string' } },
});
const [folder = join(tmpdir(), 'vigie-shots'), pageList, lookList] = positionals;
const [wantedPages, wantedLooks] = [pageList?.split(',') ?? null, lookList?.split(',') ?? null];
const pages: Record<string, string> = {
  france: '/',
  'france-region': '/?region=REG-84&flow=identity&measure=identity.rate',
  'france-en': '/en',
  region: '/territoires/REG-84',
  'region-secteur': '/territoires/REG-84?sector=biologie&flow=documents',
  departement: '/territoires/DEP-15',
  mayotte: '/territoires/REG-06?flow=feeding&period=2024-01',
  territoires: '/territoires?level=department&q=cote',
  'territoires-en': '/en/territoires?flow=messaging',
  editeurs: '/editeurs',
  irritants: '/irritants',
  irritant: '/irritants/IRR-2',
  extraire: '/extraire',
  reference: '/references/1F1XTVRE0000000000000000',
  'reference-en': '/en/references/1F1XTVRE0000000000000000',
  'reference-fausse': '/references/1F1XTVRE',
  references: '/references',
  methode: '/methode',
  statut: '/statut',
  recherche: '/recherche?q=rhone',
  choix: '/territoires/84',
  inconnu: '/territoires/REG-99',
  faute: '/?region=bretange&period=2031-01&flow=x&measure=y',
  panne: '/?region=REG-53&period=2026-05',
};
/** What the API does not answer on a page. */
const failing: Record<string, string[]> = {
  panne: ['split=department', 'measure=usage', 'measure=messaging'],
};
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true };
const looks: Record<string, BrowserContextOptions & { media?: 'print' }> = {
  bureau: desktop,
  telephone: { ...phone, javaScriptEnabled: false },
  sombre: { ...desktop, colorScheme: 'dark' },
  impression: { ...desktop, media: 'print' },
};

mkdirSync(folder, { recursive: true });
console.log(`pictures in ${folder}`);
const fixture = await startFixtureApi();
const apiUrl = options.api ?? fixture.url;
const web = await startWeb({ port: 0, host: '127.0.0.1', apiUrl });
const executablePath = await chromium.executablePath();
try {
  for (const [look, { media, ...context }] of Object.entries(looks)) {
    if (wantedLooks !== null && !wantedLooks.includes(look)) continue;
    // This Chromium is one process, which ends with its first context.
    const browser = await browserType.launch({ executablePath, args: chromium.args });
    const session = await browser.newContext(context);
    session.setDefaultTimeout(20_000);
    for (const [name, path] of Object.entries(pages)) {
      if (wantedPages !== null && !wantedPages.includes(name)) continue;
      fixture.failing = failing[name] ?? [];
      const page = await session.newPage();
      page.on('console', (message) => {
        const expected = message.location().url.endsWith(path) && message.text().includes('404');
        if (message.type() === 'error' && !expected) console.log(look, name, message.text());
      });
      page.on('pageerror', (error) => console.log(look, name, error.message));
      if (media === 'print') await page.emulateMedia({ media });
      await page.goto(web.url + path, { waitUntil: 'networkidle' });
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
      for (const defect of await page.evaluate(defectsOfPage)) console.log(look, name, defect);
      await page.close();
    }
    await browser.close();
  }
} finally {
  await web.close(0);
  await fixture.close();
}
