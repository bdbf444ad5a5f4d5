import type { Cuboid, Part } from '@vigie/seeds/catalogue';

/** A sum of columns of a stream, of the rows alone whose columns have one of the values listed. */
export interface Source {
  readonly column: string;
  readonly plus?: readonly string[] | undefined;
  readonly minus?: readonly string[] | undefined;
  readonly where?: Readonly<Record<string, readonly string[]>> | undefined;
}

/**
 * One amount that is followed for each contributor: a source's sum, or 1 where that sum reaches a
 * bound. Parts that are made of the same amounts share them.
 */
export interface Tracker {
  readonly id: string;
  readonly source: Source;
  /** Counts the contributor, once, from this sum on; with 0, whoever has a row. */
  readonly atLeast?: number;
  /** Counts the contributor, once, where its sum exceeds this many hundredths of another's. */
  readonly above?: { readonly of: Source; readonly hundredths: number };
}

/** What a part follows: one amount, or one for each column that is a value of its category. */
export interface Followed {
  readonly tracker: Tracker;
  /** Value of the part's own category, where it has one. */
  readonly value?: string;
}

/** One name for one source, so that two parts that mean the same share it. */
export function sourceId({ column, plus = [], minus = [], where = {} }: Source): string {
  const conditions = Object.entries(where).map(
    ([name, values]) => `${name}=${[...values].sort().join('|')}`,
  );
  const sum = [column, ...plus.map((name) => `+${name}`), ...minus.map((name) => `-${name}`)];
  return sum.join('') + (conditions.length === 0 ? '' : `[${conditions.sort().join()}]`);
}

export function followedBy(part: Part, cuboid: Cuboid): Followed[] {
  const { by, plus, minus, where } = part;
  const follow = (source: Source): Tracker => ({ id: sourceId(source), source });
  if (by) {
    const [first = '', ...others] = by.columns;
    return cuboid.categories.includes(by.dimension)
      ? by.columns.map((column) => ({ tracker: follow({ column, where }), value: column }))
      : [{ tracker: follow({ column: first, plus: others, where }) }];
  }
  const tracker = follow({ column: part.column ?? '', plus, minus, where });
  if (part.above) {
    const hundredths = Math.round(100 * part.above.share);
    const of = { column: part.above.of, where };
    const id = `${tracker.id}>${hundredths}%${sourceId(of)}`;
    return [{ tracker: { ...tracker, id, above: { of, hundredths } } }];
  }
  if (part.at_least !== undefined) {
    const id = `${tracker.id}>=${part.at_least}`;
    return [{ tracker: { ...tracker, id, atLeast: part.at_least } }];
  }
  return [{ tracker }];
}

/** What trackers read of the events, each source once. */
export function sourcesOf(trackers: readonly Tracker[]): Source[] {
  const all = trackers.flatMap(({ source, above }) => (above ? [source, above.of] : [source]));
  return [...new Map(all.map((source) => [sourceId(source), source])).values()];
}
