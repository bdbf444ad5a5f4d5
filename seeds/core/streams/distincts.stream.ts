import { departments, regionIndex, regions, sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import type { BookWriter } from '../tally/book.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { byDepartment, type Territories } from './distincts.js';
import { documentPersons, patients, SEEING } from './distincts.documents.js';
import { userPersons } from './distincts.users.js';

/** What is counted, each person once. In the month, or where said since January of its year. */
export const MEASURES = [
  /** Profiles that a hospital fed. */
  'dmp_fed_by_hospitals',
  /** Profiles that general practice fed since January. */
  'dmp_fed_by_community',
  /** Profiles with a medical summary fed since January. */
  'dmp_with_vsm',
  /** Insured persons who received a document since January. */
  'insured_with_document',
  /** Patients seen, and those of them whose INS is qualified. */
  'patients_seen',
  'patients_qualified',
  /** Users of Mon espace santé; of its application; of its website; in the mean week. */
  'monthly_users',
  'monthly_app_users',
  'monthly_web_users',
  'weekly_users',
  /** Those of them who came the month before. */
  'returning_users',
  'returning_app_users',
  'returning_web_users',
  /** Those who added something to their record. */
  'enriching_users',
] as const;

/** Dimensions along which a distinct is counted, the territory among them. */
const CUBOIDS = [
  'month.nation',
  'month.region',
  'department.month',
  'month.nation.sector',
  'month.region.sector',
] as const;

const territoryIds = ['FR', ...regions.map(({ id }) => id), ...departments.map(({ id }) => id)];
/** First word for counts of all sectors. */
const sectorWords = ['', ...sectorIds];
const START = parseMonth('2022-01');
/** Measures of patients with the visits that they come from. */
const PATIENTS = [
  ['patients_seen', 'visits'],
  ['patients_qualified', 'qualified'],
] as const;

/**
 * Distinct persons, counted at the source with its own key over each cell of each cuboid. Nothing
 * here is a sum: a person whom two departments serve counts once in their region.
 */
const book: BookDeclaration = {
  name: 'distincts',
  envelope: 'national',
  dimensions: [
    { name: 'measure', words: MEASURES },
    { name: 'cuboid', words: CUBOIDS },
    { name: 'territory', words: territoryIds },
    { name: 'sector', words: sectorWords },
  ],
  counts: [{ name: 'value' }],
  draw(world, month, entry) {
    if (month < START) return;
    const last = firstDay(month + 1) - firstDay(month) - 1;
    const write = cellWriter(entry, last);
    const persons = { ...documentPersons(world, month), ...userPersons(world, month) };
    for (const [measure, territories] of Object.entries(persons)) write(measure, territories);
    for (const [measure, visits] of PATIENTS) {
      const { all, bySector } = patients(world, month, visits);
      write(measure, all);
      for (const { sector, seen } of bySector) write(measure, seen, sector);
    }
  },
};

/** Writes the cells of a measure; those of a sector for the nation and the regions only. */
function cellWriter(
  entry: BookWriter,
  last: number,
): (measure: string, territories: Territories, sector?: number) => void {
  return (measure, { nation, regions: byRegion, departments: byDepartment }, sector = -1) => {
    const code = (MEASURES as readonly string[]).indexOf(measure);
    const isSector = sector >= 0;
    const put = (value: number, cuboid: (typeof CUBOIDS)[number], territory: number): void => {
      entry.counts[0] = value;
      entry.put(0, 0, 0, last, code, CUBOIDS.indexOf(cuboid), territory, sector + 1);
    };
    put(nation, isSector ? 'month.nation.sector' : 'month.nation', 0);
    byRegion.forEach((value, r) =>
      put(value, isSector ? 'month.region.sector' : 'month.region', 1 + r),
    );
    if (isSector) return;
    byDepartment.forEach((value, d) => put(value, 'department.month', 1 + byRegion.length + d));
  };
}

/** Distinct persons of a month by measure and cell of a named cuboid; never to be added up. */
export const distincts: StreamDeclaration = {
  name: 'distincts',
  book,
  sender: 's-mes',
  detailed: true,
  counts: ['value'],
  total: 'value',
  state: true,
  rows: countCells,
};

/** Cells of a month: those of patients everywhere, the others where profiles are open. */
function countCells(world: WorldState, month: number): number {
  if (month < START) return 0;
  const open = byDepartment(world.profiles.at(month).stocks.open);
  const found = departments.flatMap((_, d) => (open[d]! > 0 ? [d] : []));
  const regional = new Set(found.map((d) => regionIndex[d])).size;
  const cells = found.length === 0 ? 0 : 1 + regional + found.length;
  const seen = territoryIds.length + SEEING.length * (1 + regions.length);
  return (MEASURES.length - PATIENTS.length) * cells + PATIENTS.length * seen;
}
