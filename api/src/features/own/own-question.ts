import { type OwnQuery } from '@vigie/contract';
import { type Measure, measures, type Role } from '@vigie/seeds/catalogue';
import { nearest } from '../../problems/nearest.js';
import {
  NoEditionYetError,
  NotInLatticeError,
  UnknownMeasureError,
} from '../../problems/request-errors.js';
import { type EditionContent } from '../edition/edition.service.js';
import { cuboidOf, type DeclaredCuboid, isLevel, mayReadCuboid } from '../measures/declaration.js';
import { monthsOf, type Period, readPeriod } from '../series/period.js';
import { chooseTerritories } from '../series/territory-filter.js';

/** A request for a vendor's own cells once understood: one cuboid of one edition. */
export interface OwnQuestion {
  measure: Measure;
  edition: number;
  cuboid: DeclaredCuboid;
  period: Period;
  territories: readonly string[] | null;
}

/** Understands a request, or throws the error that says what to change. */
export function resolveOwn(query: OwnQuery, content: EditionContent, role: Role): OwnQuestion {
  if (content.edition === null) throw new NoEditionYetError();
  const { measure, cuboids } = findOwn(query.measure, content.edition.id, role);
  const cuboid = findCuboid(query.split, measure, cuboids);
  const { territories } = chooseTerritories(cuboid.level, query.territory, content.territories);
  const period = readPeriod(query.period, content.edition.data_through_month);
  if (period.grain !== cuboid.grain) {
    throw new NotInLatticeError(`${period.grain}, vendor`, measure.id, {
      field: 'period',
      allowed: [monthsOf(period)],
    });
  }
  return { measure, edition: content.edition.id, cuboid, period, territories };
}

/** The measure of that id with the cuboids by which the role may read it of a vendor. */
function findOwn(
  id: string,
  edition: number,
  role: Role,
): { measure: Measure; cuboids: [DeclaredCuboid, ...DeclaredCuboid[]] } {
  const known = measures.flatMap((measure) => {
    const own = measure.own_cuboids ?? [];
    const [first, ...others] = own.filter((one) => mayReadCuboid(role, one)).map(cuboidOf);
    return first === undefined ? [] : [{ measure, cuboids: [first, ...others] as const }];
  });
  const found = known.find(({ measure }) => measure.id === id);
  if (found !== undefined) return { measure: found.measure, cuboids: [...found.cuboids] };
  const choices = known.map(({ measure }) => ({
    id: measure.id,
    names: [measure.label.fr, measure.label.en],
  }));
  throw new UnknownMeasureError(id, edition, nearest(id, choices));
}

/** Everything here is of one vendor: it is no dimension to cross. */
const splitOf = ({ level, categories }: DeclaredCuboid): string =>
  [level, ...categories.filter((name) => name !== 'vendor')].join(',');

function findCuboid(
  split: readonly string[] | undefined,
  measure: Measure,
  cuboids: readonly [DeclaredCuboid, ...DeclaredCuboid[]],
): DeclaredCuboid {
  if (split === undefined) return cuboids[0];
  const level = split.find(isLevel) ?? 'nation';
  const asked = [level, ...split.filter((name) => name !== level)].join(',');
  const found = cuboids.find((cuboid) => sorted(splitOf(cuboid)) === sorted(asked));
  if (found !== undefined) return found;
  throw new NotInLatticeError(asked, measure.id, { field: 'split', allowed: cuboids.map(splitOf) });
}

const sorted = (split: string): string => split.split(',').sort().join(',');
