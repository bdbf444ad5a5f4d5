import { cellName, tableOf, type GatedPeriod, type GatedTable } from '@vigie/etl';
import { categoryIds, cuboids, parts } from '@vigie/seeds/catalogue';
import { categoryColumn } from '../support/category-column.js';
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
    standing: [],
    tables: gatedTables(release),
    own: { rows: [], portions: () => undefined },
  };
}

type Key = Omit<GatedPeriod['rows'][number], 'territory'>;
const emptyKey = () =>
  Object.fromEntries(categoryIds.map((category) => [categoryColumn(category), ''])) as Pick<
    Key,
    'age_band' | 'irritant' | 'channel' | 'motive' | 'lever' | 'document_type' | 'detail'
  >;

function gatedTables({ volumes, parts: told, markets }: Release): GatedTable[] {
  const byPart = Map.groupBy(volumes, ({ part }) => part);
  return [...byPart]
    .filter(([part]) => markets.has(part))
    .map(([part, cells]) => {
      const table = tableOf(cells);
      const masks = new Map<string, Mask>();
      for (const [key, { id }] of table) {
        const reason = told.get(id)?.reason;
        if (reason === 'vendor_rule' || reason === 'complement') masks.set(key, reason);
      }
      const own = [...table.values()].map((cell) => ({ ...cell, id: nameOf(cell) }));
      return { part, period, cells: own, masks };
    });
}

/** What publishing calls a cell. */
function nameOf({ part: id, cuboid: of, territory, values }: Release['volumes'][number]): string {
  const part = parts.find((own) => own.id === id);
  const cuboid = cuboids.find((own) => own.id === of);
  if (!part || !cuboid) throw new Error(`the catalogue has no ${id} or ${of}`);
  const place = { sector: '', generation: '', profession: '', ...emptyKey(), territory, ...values };
  return cellName(part, cuboid, place);
}
