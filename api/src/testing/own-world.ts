import { type TestDatabase } from './database.js';

/** Vendors that have cells of their own. */
export const ownVendors = ['v-mdv-01', 'v-mdv-02'];
export const ownMonths = ['2026-09', '2026-10'];

/** A rate of its own for each vendor, month and territory, and by release; edition 2 revises a month. */
export async function publishOwnCells({ owner }: TestDatabase): Promise<void> {
  const rows = ownVendors.flatMap((vendor, at) =>
    ownMonths.flatMap((period) => [
      ownRow({ vendor, period, value: 10 * (at + 1), ...closed(period) }),
      ...(period === '2026-09'
        ? [ownRow({ vendor, period, value: 10 * (at + 1) + 1, valid_from: 2 })]
        : []),
      ownRow({ vendor, period, value: null, reason: 'lt11', ...inRegion('REG-84') }),
      ownRow({ vendor, period, value: 30 + at, ...inRegion('REG-11') }),
      ownRow({ vendor, period, value: 40 + at, ...ofRelease(`=${vendor}-r1`) }),
    ]),
  );
  await owner.query(
    `INSERT INTO published.own_cell
     SELECT * FROM jsonb_populate_recordset(null::published.own_cell, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

const closed = (period: string) => (period === '2026-09' ? { valid_to: 2 } : {});
const inRegion = (territory: string) => ({ territory, cuboid: 'month.region.sector.vendor' });
const ofRelease = (release: string) => ({
  ...{ release, sector: '', cuboid: 'month.nation.release.vendor', bin: null, bins: null },
});

const nothing = {
  ...{ irritant: '', channel: '', motive: '', lever: '', profession: '', document_type: '' },
  ...{ generation: '', age_band: '', detail: '', release: '' },
};

const ownRow = (change: object): object => ({
  ...nothing,
  ...{ measure: 'feeding.rate', cuboid: 'month.nation.sector.vendor', territory: 'FR' },
  ...{ sector: 'mdv', numerator: 10, denominator: 100, reason: 'ok', bin: 2, bins: 3 },
  ...{ provisional: false, errata: false, publication: 3, valid_from: 1, valid_to: null },
  ...change,
});
