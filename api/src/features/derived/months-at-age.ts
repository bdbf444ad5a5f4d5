import { type Cell, publicationDays } from '@vigie/contract';
import { addMonths, daysOf, lastDayOf } from '@vigie/contract/formulas';
import { type MonthAtAge } from '../../derived/nowcast.js';

/** An edition that can be read, and the feed day that it is worth. */
export interface DatedEdition {
  id: number;
  feed_day: string;
}

/** Opens an edition, to read the cells of periods as it published them. */
export type OpenEdition = (edition: number) => Promise<(period: string) => Promise<Cell[]>>;

export interface AgedMonth extends MonthAtAge {
  edition: number;
  /** Days that the edition had published of the month: above the age where none is as old as that. */
  days: number;
}

/** Former months at most: what is older tells less of today. */
export const mostFormer = 12;

/** How many days of a month, from its first on without a gap, are published. */
export function publishedDays(cells: readonly Cell[]): number {
  const days = new Set(cells.filter(isIn).map(({ period }) => Number(period.slice(8))));
  let count = 0;
  while (days.has(count + 1)) count += 1;
  return count;
}

/** Sum of the first days of a month. A secret day adds nothing, in every month alike. */
export const sumOfDays = (cells: readonly Cell[], days: number): number =>
  cells
    .filter(({ period }) => Number(period.slice(8)) <= days)
    .reduce((sum, { value }) => sum + (value ?? 0), 0);

/** Whether anything came for the day, be it a secret. */
const isIn = ({ state }: Cell): boolean => state !== 'not_received' && state !== 'not_expected';

/**
 * The months before one, as they stood when as many of their days were published, oldest first: each
 * read from the first edition that had these days, as far back as there is one.
 *
 * @param totals published totals of months, as of today
 * @param today published days, as of today
 */
export async function monthsAtAge(
  month: string,
  age: number,
  totals: ReadonlyMap<string, number>,
  today: readonly Cell[],
  editions: readonly DatedEdition[],
  open: OpenEdition,
): Promise<AgedMonth[]> {
  const former: AgedMonth[] = [];
  for (let back = 1; back <= mostFormer; back += 1) {
    const one = addMonths(month, -back);
    const total = totals.get(one);
    // A shorter month is whole at that age.
    const last = Math.min(age, daysOf(one).length);
    const edition = firstWith(editions, `${one}-${String(last).padStart(2, '0')}`);
    const daily = today.filter(({ period }) => period.startsWith(one));
    if (total === undefined || edition === undefined || daily.length === 0) break;
    const read = await open(edition.id);
    const then = await read(`${one}-01..${lastDayOf(one)}`);
    const known = publishedDays(then);
    if (known < last) break;
    const before = await read(addMonths(one, -1));
    former.unshift({
      month: one,
      soFar: sumOfDays(then, age),
      total,
      carried: before[0]?.value ?? null,
      daily: daily.map(({ value }) => value ?? 0),
      edition: edition.id,
      days: known,
    });
  }
  return former;
}

/** The edition of the earliest feed day by which a day is published; of one day, the last edition. */
function firstWith(editions: readonly DatedEdition[], day: string): DatedEdition | undefined {
  const due = publicationDays(day)[0];
  const able = editions.filter(({ feed_day }) => feed_day >= due);
  const earliest = able.map(({ feed_day }) => feed_day).sort()[0];
  return able
    .filter(({ feed_day }) => feed_day === earliest)
    .sort((a, b) => b.id - a.id)
    .at(0);
}
