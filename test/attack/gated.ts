import { tableOf, type AuditedTable, type GatedPeriod } from '@vigie/etl';
import { categoryIds } from '@vigie/seeds/catalogue';
import { cellId } from './lattice.js';
import type { Mask } from './guards.js';
import type { Release } from './release.js';

const period = '2026-06';

/** A release as publishing would hand it to its gates. */
export function gatedPeriod(release: Release): GatedPeriod {
  return {
    period,
    isErratum: false,
    rows: [...release.measures].map(([name, { measure, numeratorCell, ...cell }]) => {
      const place = release.exact.get(numeratorCell)?.place;
      if (!place) throw new Error(`${name} is made of no cell`);
      const { value, numerator, denominator, reason } = cell;
      return {
        ...{ measure: measure.id, cuboid: name.split('/')[1] ?? '', period },
        ...emptyKey(),
        ...place,
        ...{ value, numerator, denominator, reason },
        ...{ provisional: false, errata: false, publication: 1, validFrom: 1 },
      };
    }),
    portions: (part, cuboid, { territory, sector, generation, profession }) =>
      release.exact.get(cellId(part.id, cuboid, { territory, sector, generation, profession }))
        ?.portions ?? {},
    tables: auditedTables(release),
  };
}

type Key = Omit<GatedPeriod['rows'][number], 'territory'>;
const emptyKey = () =>
  Object.fromEntries(
    categoryIds.map((category) => [category === 'reason' ? 'motive' : category, '']),
  ) as Pick<
    Key,
    'age_band' | 'irritant' | 'channel' | 'motive' | 'lever' | 'document_type' | 'detail'
  >;

function auditedTables({ volumes, parts, markets }: Release): AuditedTable[] {
  const byPart = Map.groupBy(volumes, ({ part }) => part);
  return [...byPart]
    .filter(([part]) => markets.has(part))
    .map(([part, cells]) => {
      const table = tableOf(cells);
      const masks = new Map<string, Mask>();
      for (const [key, { id }] of table) {
        const reason = parts.get(id)?.reason;
        if (reason === 'vendor_rule' || reason === 'complement') masks.set(key, reason);
      }
      return { part, period, cells: [...table.values()], masks };
    });
}
