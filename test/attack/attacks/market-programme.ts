import { cuboids } from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import { totalOf, type VendorCell } from '../exact.js';
import { attackedParts, linesOf, type Line } from '../lattice.js';
import type { Release } from '../release.js';
import { marketCell } from '../release.js';
import { rangeOf, type Equation, type Range } from './linear-programme.js';

const isPublic = (line: Line): boolean =>
  [line.parent, ...line.children].every((id) =>
    cuboids.find((cuboid) => cuboid.id === id.split('/')[1])?.roles.includes('public'),
  );

/** Lines of each volume: all of them, and those whose cells anyone reads. */
const volumeLines = new Map(
  attackedParts
    .filter(({ part }) => part.kind === 'volume')
    .map((own) => [own.part.id, linesOf(own)]),
);
const publicLines = new Map(
  [...volumeLines].map(([part, lines]) => [part, lines.filter(isPublic)]),
);

export interface Question {
  readonly release: Release;
  readonly part: string;
  /** The withheld cell that the observer wants. */
  readonly target: string;
  /** What a vendor knows of its own, by cell. */
  readonly known?: (cell: string) => number;
  /** Agencies see more cuboids than the public, to which vendors belong. */
  readonly sees: 'public' | 'all';
}

/**
 * Least and most that a withheld volume can be, for someone who sees every published one without noise
 * and knows what of the nation is of no territory: a linear programme over the lines around it.
 */
export function boundsOf({ release, part, target, known, sees }: Question): Promise<Range> {
  const lines = (sees === 'public' ? publicLines : volumeLines).get(part) ?? [];
  const isHidden = (id: string): boolean => (release.parts.get(id)?.value ?? null) === null;
  const truth = (id: string): number => {
    const cell = release.exact.get(id);
    return cell ? totalOf(cell) : 0;
  };
  const open = lines.filter(({ parent, children }) => [parent, ...children].some(isHidden));
  const reached = new Set([target]);
  const near = new Set<Line>();
  for (let size = -1; size !== reached.size + near.size;) {
    size = reached.size + near.size;
    for (const line of open) {
      const own = [line.parent, ...line.children].filter(isHidden);
      if (near.has(line) || !own.some((id) => reached.has(id))) continue;
      near.add(line);
      for (const id of own) reached.add(id);
    }
  }
  const equations = [...near].map((line): Equation => {
    const terms: (readonly [string, number])[] = [];
    // What of the total belongs to no part of the line.
    let constant = truth(line.parent);
    for (const id of line.children) constant -= truth(id);
    let sum = constant;
    for (const [id, sign] of [
      [line.parent, -1] as const,
      ...line.children.map((child) => [child, 1] as const),
    ]) {
      if (isHidden(id)) terms.push([id, sign]);
      else sum += sign * truth(id);
    }
    // Of a partial line it is only known that its cells are no more than the total.
    return line.isPartial
      ? { terms, least: Number.NEGATIVE_INFINITY, most: constant - sum }
      : { terms, least: -sum, most: -sum };
  });
  const limits = new Map(
    [...reached].map((id) => [id, { low: known?.(id) ?? 0, high: Number.POSITIVE_INFINITY }]),
  );
  return rangeOf(target, equations, limits);
}

/** What a vendor sold, by cell of the market table. */
export function ownOf(
  part: string,
  market: ReadonlyMap<string, VendorCell>,
  vendor: string,
): (cell: string) => number {
  const own = new Map(
    [...market.values()].map(({ territory, sector, vendors }) => [
      marketCell(part, territory, sector),
      vendors.get(vendor) ?? 0,
    ]),
  );
  return (cell) => own.get(cell) ?? 0;
}

export const levelOf = new Map(territories.map(({ id, kind }) => [id, kind]));
