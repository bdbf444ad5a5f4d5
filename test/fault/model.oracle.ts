import { territories } from '@vigie/seeds/reference';
import {
  cellsOf,
  differ,
  withLate,
  type Coordinates,
  type ModelCell,
  type ModelRow,
} from './model.cells.js';

/**
 * What must stand after any history of deliveries, in as few and as plain words as possible: rows in
 * a list, cells added up from them each time. It shares no code and no SQL with the etl; dates and
 * rules are written down here once more.
 */
export interface Emitted {
  readonly day: string;
  readonly row: ModelRow;
}

/** What was sent so far, and how far the feed has come. */
export interface Model {
  readonly historyFrom: string;
  readonly emitted: Emitted[];
  /** The latest revision of each row, and all that were sent of it. */
  readonly latest: Map<string, ModelRow>;
  feedDay: string;
  /** Feed day that the first history reached, once there was a load. */
  begin: string | undefined;
}

export interface Standing {
  /** Cells by part, cuboid, period and coordinates. */
  readonly cells: ReadonlyMap<string, ModelCell>;
  /** How far each period is published, by cuboid and period. */
  readonly publications: ReadonlyMap<string, number>;
  /** National months and days whose final cell was corrected. */
  readonly errata: ReadonlySet<string>;
  readonly received: number;
  readonly conflicting: number;
  readonly rejected: number;
}

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nextMonth = (month: string): string => plusDays(`${month}-28`, 4).slice(0, 7);
const close = (month: string): string => `${nextMonth(month)}-20`;
const destroyed = (month: string): string => plusDays(close(month), 45);

/** Days on which a period is published. */
const publishedOn = (period: string): string[] => {
  const month = period.slice(0, 7);
  return period.length === 7
    ? [`${nextMonth(month)}-02`, `${nextMonth(month)}-09`, close(month)]
    : [plusDays(period, 2), plusDays(period, 9), close(month)];
};

const regions = new Map(territories.map(({ id, region }) => [id, region]));
const cuboids: Readonly<Record<string, Coordinates>> = {
  'month.nation': () => 'FR|',
  'month.region': ({ department }) => `${regions.get(department) ?? ''}|`,
  'department.month': ({ department }) => `${department}|`,
  'generation.month.nation': ({ generation }) => `FR|${generation}`,
  'day.nation': () => 'FR|',
  'day.region': ({ department }) => `${regions.get(department) ?? ''}|`,
};
export const checkedCuboids = Object.keys(cuboids);
/** What a row did when it came, given what stood of it. */
function arrives(held: ModelRow | undefined, row: ModelRow): 'taken' | 'ignored' | 'conflict' {
  if (!held || row.revision > held.revision) return 'taken';
  if (row.revision < held.revision) return 'ignored';
  return sameContent(held, row) ? 'ignored' : 'conflict';
}

const text = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;
const sameContent = (a: ModelRow, b: ModelRow): boolean =>
  JSON.stringify(a, text) === JSON.stringify(b, text);

/**
 * What stands once the feed has been read night by night up to a day.
 * @param begin feed day that the first history reached; months before its archive are read whole
 */
export function standingAt(
  emitted: readonly Emitted[],
  historyFrom: string,
  begin: string,
  today: string,
): Standing {
  const archive = (month: string): boolean => nextMonth(nextMonth(month)) < begin.slice(0, 7);
  const rows = new Map<string, Map<string, ModelRow>>();
  const cells = new Map<string, ModelCell>();
  const made = new Map<string, Map<string, ModelCell>>();
  // Nights on which what stands of a row was taken, and on which a period was published.
  const taken = new Map<ModelRow, string>();
  const nights = new Map<string, string[]>();
  const publications = new Map<string, number>();
  const errata = new Set<string>();
  const counts = { received: 0, conflicting: 0, rejected: 0 };
  const conflicts: string[] = [];
  for (let night = begin; night <= today; night = plusDays(night, 1)) {
    const changed = new Set<string>();
    const news = emitted.filter(({ day }) => (night === begin ? day <= night : day === night));
    for (const { row } of news) {
      const month = row.period.slice(0, 7);
      if (!archive(month)) counts.received += 1;
      if (!archive(month) && night >= destroyed(month)) {
        counts.rejected += 1;
        continue;
      }
      const held = rows.get(month) ?? new Map<string, ModelRow>();
      rows.set(month, held);
      const outcome = arrives(held.get(row.id), row);
      if (outcome === 'taken') {
        held.set(row.id, row);
        taken.set(row, night);
        changed.add(month);
      } else if (outcome === 'conflict' && !archive(month)) conflicts.push(month);
    }
    for (let month = historyFrom; month <= night.slice(0, 7); month = nextMonth(month)) {
      const all = [...(rows.get(month)?.values() ?? [])];
      const days = archive(month) ? [] : daysOf(month);
      for (const period of [month, ...days]) {
        const reached = publishedOn(period).filter((day) => day <= night).length;
        for (const [cuboid, coordinates] of Object.entries(cuboids)) {
          if (cuboid.startsWith('day.') !== (period.length === 10)) continue;
          const name = `${cuboid}|${period}`;
          const due = reached > (publications.get(name) ?? 0);
          const late = night > close(month) && changed.has(month) && publications.get(name) === 3;
          if (!due && !late) continue;
          const own = all.filter((row) => period.length === 7 || row.period === period);
          const before = nights.get(name) ?? [];
          const fresh = withLate(
            cellsOf(
              own.filter((row) => !row.deleted),
              coordinates,
            ),
            before.map((last) => own.filter((row) => (taken.get(row) ?? '') > last)),
            coordinates,
          );
          if (due) nights.set(name, [...before, night]);
          if (late && differ(made.get(name), fresh)) errata.add(name);
          made.set(name, fresh);
          publications.set(name, reached);
        }
      }
    }
  }
  for (const [name, own] of made) {
    for (const [key, cell] of own) {
      const [part = '', coordinates = ''] = key.split('@');
      const [cuboid = '', period = ''] = name.split('|');
      // Feeders and produced documents are counted by the month alone.
      if (period.length === 10 && part !== 'documents.accepted') continue;
      cells.set(`${part}|${cuboid}|${period}|${coordinates}`, cell);
    }
  }
  // What is put aside goes with the events of its month.
  for (const month of conflicts) {
    if (destroyed(month) <= today) counts.rejected += 1;
    else counts.conflicting += 1;
  }
  return { cells, publications, errata, ...counts };
}

function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = plusDays(day, 1)) days.push(day);
  return days;
}
