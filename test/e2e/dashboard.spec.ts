import { readFileSync } from 'node:fs';
import { seriesShape, type Cell } from '@vigie/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainNumber } from '../support/french.js';
import { shortWorld } from '../support/short-world.js';
import { startStack, untilUpToDate, type RunningStack } from '../support/stack.js';
import { Visitor } from '../support/visitor.js';
import { tinyWorld } from '../support/warehouse.js';

/** First month of the world: nothing here is about more than the last closed month. */
const historyFrom = '2026-09';

let stack: RunningStack | undefined;
let visitor: Visitor | undefined;

beforeAll(async () => {
  stack = await startStack({
    env: {
      VIGIE_SCENARIO: shortWorld(historyFrom, afterAll),
      VIGIE_CLOCK: tinyWorld.clock,
      VIGIE_REPLAY_NIGHTS: '2',
    },
  });
  visitor = await Visitor.of(stack.webUrl);
  await untilUpToDate(stack, 120_000);
});
afterEach(() => visitor?.leave());
afterAll(async () => {
  await visitor?.close();
  await stack?.stop();
});

const visit = (path: string) => visitor!.visit(path);

async function series(query: string): Promise<Cell[]> {
  const response = await fetch(`${stack!.webUrl}/v1/series?${query}`);
  return seriesShape.parse(await response.json()).rows;
}

/** Columns of "CSV pour Excel (France)" that a reader compares. */
type FrenchRow = Record<
  'Période' | 'Territoire' | 'Valeur' | 'Numérateur' | 'Dénominateur' | 'Données simulées',
  string
>;

describe('an analyst', () => {
  it('takes the French CSV of the departments, and reads back the numbers of the table', async () => {
    const { page, complaints } = await visit('/extraire');
    await page.getByLabel('Départements', { exact: true }).check();
    await page.waitForURL((url) => url.searchParams.get('split') === 'department');
    await page.locator('select[name="from"]').selectOption('2026-10');
    await page.waitForURL((url) => url.searchParams.has('period'));
    const announced = await page.locator('.rows strong').innerText();

    await page.locator('#extrait-table > summary').click();
    const shown = await Promise.all(
      (await page.locator('#extrait-table tbody tr').all()).map(async (row) =>
        (await row.locator('th, td').allInnerTexts()).map((text) => text.trim()),
      ),
    );
    const link = page.locator('#fichiers').getByRole('link', { name: /CSV pour Excel \(France\)/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/donnees-simulees.*\.csv$/);

    const bytes = readFileSync(await download.path());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8').slice(1);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const rows = parse<FrenchRow>(text, { columns: true, delimiter: ';', recordDelimiter: '\r\n' });
    expect(plainNumber(announced.replace(/\D+$/, ''))).toBe(rows.length);
    expect(rows).toHaveLength(101);

    const ain = rows.find((row) => row.Territoire === 'DEP-01')!;
    const told = rows.filter(({ Valeur }) => Valeur !== '');
    expect(told.length).toBeGreaterThan(4);
    for (const { Valeur } of told) expect(Valeur).toMatch(/^\d+,\d+$/);
    expect(ain.Période).toBe('10/2026');
    expect(shown).toHaveLength(rows.length);
    for (const row of rows) {
      const cells = shown.find((one) => one.includes(row.Territoire))!;
      const numbers = cells.map(plainNumber).filter((one) => !Number.isNaN(one));
      expect(row['Données simulées'], row.Territoire).toBe('oui');
      if (row.Valeur === '') continue;
      // The table rounds to what is read; the counts are the same to the unit.
      const [value, numerator, denominator] = numbers.slice(-3);
      expect(value, row.Territoire).toBeCloseTo(plainNumber(row.Valeur), 0);
      expect([numerator, denominator], row.Territoire).toEqual(
        [row.Numérateur, row.Dénominateur].map(plainNumber),
      );
    }
    const cells = await series('measure=feeding.rate&split=department&period=2026-10');
    for (const { territory, value } of cells) {
      const row = rows.find((one) => one.Territoire === territory);
      expect(row?.Valeur === '' ? null : plainNumber(row?.Valeur ?? ''), territory).toBe(value);
    }
    expect(complaints).toEqual([]);
  });

  it('asks for what does not exist and is told the parameter and what is allowed', async () => {
    for (const [query, field] of [
      ['measure=feeding.rats', 'measure'],
      ['measure=feeding.rate&split=vendor', 'split'],
      ['measure=feeding.rate&period=2026-13', 'period'],
      ['measure=feeding.rate&territory=REG-99', 'territory'],
    ]) {
      const response = await fetch(`${stack!.webUrl}/v1/series?${query}`);
      const problem = (await response.json()) as { field: string; allowed: string[] };
      expect(response.status, query).toBe(400);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(problem.field).toBe(field);
      expect(problem.allowed.length, query).toBeGreaterThan(0);
    }
  });
});

describe('the first page', () => {
  it('shows the three numbers that the API publishes', async () => {
    const { page, complaints } = await visit('/');
    const values = await page.locator('.key-numbers dd.value').allInnerTexts();
    const month = 'territory=FR&period=2026-10';
    const published = await Promise.all(
      ['activation.open', 'activation.activated', 'usage.monthly_users'].map(
        async (measure) => (await series(`measure=${measure}&${month}`))[0]?.value,
      ),
    );
    expect(values.map(plainNumber)).toEqual(published);
    expect(complaints).toEqual([]);
  });

  it('says that figures are simulated, at which scale, and how far the data go', async () => {
    const { page } = await visit('/');
    expect(await page.getByRole('note').innerText()).toMatch(/1 professionnel sur 5/);
    expect(await page.locator('article#courbes .dates').innerText()).toMatch(
      /Données jusqu’au 31 octobre 2026[\s\S]*Actualisé le \d/,
    );
  });
});

describe('a territory', () => {
  it('shows the rates of its departments that the API publishes', async () => {
    const { page, complaints } = await visit('/territoires/REG-84');
    await page.locator('#departements-table > summary').click();
    const rows = await page.locator('#departements-table tbody tr').all();
    const shown = new Map<string, number[]>();
    for (const row of rows) {
      const href = (await row.locator('a').getAttribute('href')) ?? '';
      const id = /DEP-\w+/.exec(href)?.[0] ?? '';
      shown.set(id, (await row.locator('td').allInnerTexts()).map(plainNumber));
    }
    const cells = await series(
      'measure=feeding.rate&split=department&territory=REG-84&period=2026-10',
    );
    expect(shown.size).toBe(cells.length);
    for (const { territory, numerator, denominator, value } of cells) {
      const numbers = shown.get(territory) ?? [];
      if (value === null) continue;
      expect(numbers, territory).toContain(numerator);
      expect(numbers, territory).toContain(denominator);
    }
    expect(complaints).toEqual([]);
  });

  it.each([
    '/',
    '/territoires/DEP-01',
    '/editeurs',
    '/irritants',
    '/irritants/IRR-2',
    '/methode',
    '/statut',
  ])(
    'and %s open on real figures without an error and without a part that is missing',
    async (path) => {
      const { page, status, complaints } = await visit(path);
      expect(status).toBe(200);
      expect(await page.getByText('n’a pas répondu').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );
});
