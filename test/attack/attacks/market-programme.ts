import { cuboids } from '@vigie/seeds/catalogue';
import { totalOf, type VendorCell } from '../exact.js';
import { attackedParts, linesOf, type Line } from '../lattice.js';
import { isHidden, marketCell, type Release } from '../release.js';
import type { Equation, Programme } from './linear-programme.js';

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
 * What a withheld volume can be, for someone who sees every published one without noise and knows what
 * of the nation is of no territory: a linear programme over the lines around it.
 */
export function programmeOf({ release, part, target, known, sees }: Question): Programme {
  const lines = (sees === 'public' ? publicLines : volumeLines).get(part) ?? [];
  const isOpen = (id: string): boolean => isHidden(release, id);
  const truth = (id: string): number => {
    const cell = release.exact.get(id);
    return cell ? totalOf(cell) : 0;
  };
  const open = lines.filter(({ parent, children }) => [parent, ...children].some(isOpen));
  const reached = new Set([target]);
  const near = new Set<Line>();
  for (let size = -1; size !== reached.size + near.size;) {
    size = reached.size + near.size;
    for (const line of open) {
      const own = [line.parent, ...line.children].filter(isOpen);
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
      if (isOpen(id)) terms.push([id, sign]);
      else sum += sign * truth(id);
    }
    // Of a partial line it is only known that its cells are no more than the total.
    return line.isPartial
      ? { terms, least: Number.NEGATIVE_INFINITY, most: constant - sum }
      : { terms, least: -sum, most: -sum };
  });
  const bounds = new Map(
    [...reached].map((id) => [id, { low: known?.(id) ?? 0, high: Number.POSITIVE_INFINITY }]),
  );
  return { target, equations, bounds };
}

/** What vendors together sold, by cell of the market table. */
export function ownOf(
  part: string,
  market: ReadonlyMap<string, VendorCell>,
  vendors: readonly string[],
): (cell: string) => number {
  const own = new Map(
    [...market.values()].map((cell) => [
      marketCell(part, cell.territory, cell.sector),
      soldBy(cell, vendors),
    ]),
  );
  return (cell) => own.get(cell) ?? 0;
}

/** What vendors together sold of a cell. */
export const soldBy = ({ vendors }: VendorCell, some: readonly string[]): number =>
  some.reduce((sum, vendor) => sum + (vendors.get(vendor) ?? 0), 0);
