import { readFileSync } from 'node:fs';
import { seriesShape, type Cell } from '@vigie/contract';
import { parse } from 'csv-parse/sync';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { startStack, untilUpToDate, type RunningStack } from '../support/stack.js';
import { tinyWorld } from '../support/warehouse.js';

let stack: RunningStack;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStack({
      env: {
        VIGIE_SCENARIO: tinyWorld.scenario,
        VIGIE_CLOCK: tinyWorld.clock,
        VIGIE_REPLAY_NIGHTS: '2',
      },
    }),
    launchBrowser(),
  ]);
  await untilUpToDate(stack, 120_000);
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await stack.stop();
});

/** A page whose errors and foreign requests fail the test that looks at them. */
async function visit(path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  contexts.push(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== stack.webUrl) complaints.push(request.url());
  });
  const response = await page.goto(`${stack.webUrl}${path}`, { waitUntil: 'networkidle' });
  return { page, status: response?.status(), complaints };
}

const activation = (page: Page) => page.locator('article#activation');
const chartLabel = (page: Page) =>
  activation(page).locator('svg[role="img"]').first().getAttribute('aria-label');

/** Rows of the figure's table: what a reader sees, keyed by the first cell. */
async function tableOf(page: Page): Promise<Map<string, string[]>> {
  const rows = await activation(page).locator('#activation-table tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return new Map(cells.map(([head = '', ...values]) => [head.trim(), values.map(plain)]));
}

/** French figures as a program reads them: no thin spaces, decimal point, no unit. */
const plain = (text: string): string =>
  text
    .replace(/[\s\u00a0\u202f%]/g, '')
    .replace(',', '.')
    .trim();

async function series(query: string): Promise<Cell[]> {
  const response = await fetch(`${stack.webUrl}/v1/series?${query}`);
  return seriesShape.parse(await response.json()).rows;
}

describe('the first page', () => {
  it('shows a title, a curve and its value, another region, and the way back', async () => {
    const { page, status, complaints } = await visit('/');
    expect(status).toBe(200);
    const [france] = await series('measure=activation.rate&territory=FR&period=2026-10');
    const rate = (france?.value ?? Number.NaN).toLocaleString('fr-FR', {
      minimumFractionDigits: 1,
    });
    expect(await activation(page).locator('h2').innerText()).toContain(rate);
    expect(await chartLabel(page)).toContain(rate);

    await page.getByLabel('Région mise en avant').selectOption('REG-84');
    await page.getByRole('button', { name: 'Afficher' }).click();
    await page.waitForURL((url) => url.search === '?region=REG-84');
    await expect.poll(() => chartLabel(page)).toContain('Auvergne-Rhône-Alpes');
    expect(await activation(page).locator('h2').innerText()).toContain('Auvergne-Rhône-Alpes');

    await page.goBack();
    await page.waitForURL((url) => url.search === '');
    await expect.poll(() => chartLabel(page)).not.toContain('Auvergne-Rhône-Alpes');
    expect(complaints).toEqual([]);
  });

  it('downloads as CSV the numbers of its table, which are those of the API', async () => {
    const { page } = await visit('/');
    const table = await tableOf(page);
    expect(table.size).toBe(18);
    const link = activation(page).getByRole('link', { name: /^Ce tableau, CSV/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^donnees-simulees-.*\.csv$/);
    const rows = parse<Record<string, string>>(readFileSync(await download.path(), 'utf8'), {
      columns: true,
    });
    const api = await series('measure=activation.rate&split=region&period=2026-10');
    const { territories } = (await (await fetch(`${stack.webUrl}/v1/territories`)).json()) as {
      territories: { id: string; name: string }[];
    };
    expect(rows).toHaveLength(18);
    expect(api).toHaveLength(18);
    for (const cell of api) {
      const row = rows.find((candidate) => candidate['territory'] === cell.territory);
      const name = territories.find(({ id }) => id === cell.territory)?.name ?? '';
      const shown = table.get(name.replace("'", '’')) ?? table.get(name);
      const numbers = [cell.value, cell.numerator, cell.denominator];
      expect([row?.['value'], row?.['numerator'], row?.['denominator']].map(Number)).toEqual(
        numbers,
      );
      expect(shown?.slice(0, 3).map(Number), name).toEqual(numbers);
      expect(row?.['simulated']).toBe('true');
    }
  });

  it('is readable without JavaScript: chart, table, choice of a region', async () => {
    const { page } = await visit('/', { javaScriptEnabled: false });
    const drawing = activation(page).locator('svg[role="img"]').first();
    expect(await drawing.isVisible()).toBe(true);
    expect((await drawing.boundingBox())?.height).toBeGreaterThan(150);
    expect(await drawing.locator('path').count()).toBeGreaterThan(18);
    await page.getByLabel('Région mise en avant').selectOption('REG-53');
    await page.getByRole('button', { name: 'Afficher' }).click();
    expect(new URL(page.url()).search).toContain('region=REG-53');
    expect(await chartLabel(page)).toContain('Bretagne');
  });

  it('says that figures are simulated, at which scale, and how far the data go', async () => {
    const { page } = await visit('/');
    const banner = page.getByRole('note');
    expect(await banner.innerText()).toMatch(/Données simulées[\s\S]*1 professionnel sur 5/);
    expect(await activation(page).innerText()).toMatch(
      /Données jusqu’au 31 octobre 2026[\s\S]*Actualisé le \d/,
    );
  });

  it('exists in English, and keeps its state on the way there', async () => {
    const { page } = await visit('/?region=REG-84');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/en'));
    expect(new URL(page.url()).search).toBe('?region=REG-84');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('note').innerText()).toMatch(/^Simulated data/);
  });

  it('fits a phone without scrolling sideways', async () => {
    const { page } = await visit('/', { viewport: { width: 360, height: 740 }, isMobile: true });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
  });
});

describe('a territory', () => {
  it('is compared with France, and leads to its departments', async () => {
    const { page, status, complaints } = await visit('/territoires/REG-84');
    expect(status).toBe(200);
    expect(await page.locator('h1').innerText()).toBe('Auvergne-Rhône-Alpes');
    const label = await chartLabel(page);
    expect(label).toContain('France');
    expect(label).toContain('Auvergne-Rhône-Alpes');
    await page.getByRole('link', { name: 'Rhône', exact: true }).first().click();
    await page.waitForURL((url) => url.pathname === '/territoires/DEP-69');
    await expect.poll(() => page.locator('h1').innerText()).toBe('Rhône');
    expect(complaints).toEqual([]);
  });

  it('that does not exist is a 404 that offers the list', async () => {
    const { page, status } = await visit('/territoires/REG-99');
    expect(status).toBe(404);
    expect(await page.getByRole('link', { name: 'Bretagne' }).count()).toBeGreaterThan(0);
  });

  it('named by a bare code is asked about: region or department', async () => {
    const { page } = await visit('/territoires/84');
    expect(await page.locator('h1').innerText()).toMatch(/Région ou département/);
    await page.getByRole('link', { name: /Vaucluse/ }).click();
    await page.waitForURL((url) => url.pathname === '/territoires/DEP-84');
  });
});

describe('the one origin', () => {
  it('answers problems that name the parameter and what is allowed', async () => {
    for (const [query, field] of [
      ['measure=feeding.rats', 'measure'],
      ['measure=feeding.rate&split=vendor', 'split'],
      ['measure=feeding.rate&period=2026-13', 'period'],
      ['measure=feeding.rate&territory=REG-99', 'territory'],
    ]) {
      const response = await fetch(`${stack.webUrl}/v1/series?${query}`);
      const problem = (await response.json()) as { field: string; allowed: string[] };
      expect(response.status, query).toBe(400);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(problem.field).toBe(field);
      expect(problem.allowed.length, query).toBeGreaterThan(0);
    }
  });
});
