import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { cellSecret } from '../support/cell-key.js';
import { checkPublished } from '../support/published-check.js';
import { siteAttacks } from './site/index.js';
import { openSite, type Site } from './site/site.js';

const secret = Buffer.from(cellSecret, 'hex');
const seed = 1;
/** Requests of each attack, where it draws them; the long form sends thousands. */
const tries = 40;

describe(`what the API answers (seed ${seed}) withstands`, () => {
  let database: TestDatabase;
  let site: Site;
  beforeAll(async () => {
    database = await freshDatabase();
    site = await openSite(database.ownerUrl, database.dataDir);
  });
  afterAll(async () => {
    await site.close();
    await database.drop();
  });

  it('publishes what an oracle protects of exact cells', async () => {
    const { rows: periods } = await site.owner.query<{ period: string }>(
      'SELECT DISTINCT period FROM published.cell WHERE valid_to IS NULL AND length(period) = 7',
    );
    for (const { period } of periods) {
      const { compared, valued, wrong } = await checkPublished(site.owner, period, secret);
      expect(wrong.slice(0, 5), period).toEqual([]);
      expect(valued, period).toBeGreaterThan(compared / 10);
    }
    expect(periods.length).toBeGreaterThan(1);
  });

  it.each(siteAttacks)('$id $name: $criterion', async ({ run }) => {
    const { passed, measured } = await run(site, seed, tries);
    expect(passed, measured).toBe(true);
  });
});
