import { personsIn } from '../exact.js';
import type { Line } from '../lattice.js';
import type { Outcome } from '../outcome.js';
import type { Release } from '../release.js';
import { countLines, countedInFull, isTarget, shownPersons, structuresIn } from './count-lines.js';
import { rangeOf, type Equation } from './linear-programme.js';

interface Bounds {
  low: number;
  high: number;
}

/**
 * P04: what each published value can mean, given that noise is bounded, carried along every line
 * until nothing moves; then linear programmes for the narrowest survivors.
 */
export async function intervalReconstruction(releases: readonly Release[]): Promise<Outcome> {
  let targets = 0;
  let narrow = 0;
  let narrowest = Number.POSITIVE_INFINITY;
  for (const release of countedInFull(releases)) {
    const bounds = propagated(release, largestNoise(release));
    const own = [...bounds].filter(([id]) => isTarget(release, id));
    targets += own.length;
    own.sort(([, a], [, b]) => a.high - a.low - (b.high - b.low));
    for (const [at, [id, found]] of own.entries()) {
      const final = at < 3 ? await programmed(id, bounds) : found;
      const width = final.high - final.low;
      narrowest = Math.min(narrowest, width);
      if (width <= 2) narrow++;
    }
  }
  return {
    passed: targets > 0 && narrow === 0,
    measured: `${narrow} of ${targets} bounded so, the narrowest to ${narrowest.toFixed(1)}`,
  };
}

/** The largest noise of a count, which the attacker knows as all of the mechanism. */
const largestNoise = (release: Release): number =>
  Math.max(
    0,
    ...[...release.exact.values()]
      .filter(({ part }) => part.kind === 'actors')
      .map((cell) =>
        Math.abs((shownPersons(release, cell.id) ?? personsIn(cell)) - personsIn(cell)),
      ),
  );

/** Bounds of the persons of every cell, once no line narrows them any more. */
function propagated(release: Release, noise: number): Map<string, Bounds> {
  const ids = new Set(countLines.flatMap(({ parent, children }) => [parent, ...children]));
  const bounds = new Map([...ids].map((id) => [id, firstBounds(release, id, noise)]));
  for (let moved = true; moved;) {
    moved = false;
    for (const line of countLines) moved = narrowed(line, bounds) || moved;
  }
  return bounds;
}

function firstBounds(release: Release, id: string, noise: number): Bounds {
  const cell = release.exact.get(id);
  const shown = shownPersons(release, id);
  if (shown !== undefined) {
    // A published cell holds no person, whose structures are known, or eleven at least.
    if (cell && personsIn(cell) === 0) return { low: 0, high: 0 };
    return { low: Math.max(11, shown - noise), high: shown + noise };
  }
  const structures = cell ? structuresIn(cell) : 0;
  const forStructures = structures === 1 || structures === 2;
  return { low: 0, high: forStructures ? Number.POSITIVE_INFINITY : 10 + noise };
}

/** Persons of no territory are in national totals alone: there the parts are at most the total. */
const isWhole = ({ kind, parent }: Line): boolean =>
  kind === 'category' || !parent.includes('/FR|');

function narrowed(line: Line, bounds: ReadonlyMap<string, Bounds>): boolean {
  const children = line.children.flatMap((id) => bounds.get(id) ?? []);
  const parent = bounds.get(line.parent);
  if (!parent) return false;
  const low = children.reduce((sum, child) => sum + child.low, 0);
  const high = children.reduce((sum, child) => sum + child.high, 0);
  let moved = raise(parent, low);
  if (isWhole(line)) moved = lower(parent, high) || moved;
  for (const child of children) {
    const others = low - child.low;
    moved = lower(child, parent.high - others) || moved;
    if (!isWhole(line) || !Number.isFinite(high)) continue;
    moved = raise(child, parent.low - (high - child.high)) || moved;
  }
  return moved;
}

function raise(bounds: Bounds, low: number): boolean {
  if (low <= bounds.low || low > bounds.high) return false;
  bounds.low = low;
  return true;
}

function lower(bounds: Bounds, high: number): boolean {
  if (high >= bounds.high || high < bounds.low) return false;
  bounds.high = high;
  return true;
}

/** Least and most of a cell over all lines at once. */
function programmed(target: string, bounds: ReadonlyMap<string, Bounds>): Promise<Bounds> {
  const [part] = target.split('/');
  const equations = countLines
    .filter((line) => line.part === part)
    .map((line): Equation => ({
      terms: [[line.parent, 1], ...line.children.map((id): readonly [string, number] => [id, -1])],
      least: 0,
      most: isWhole(line) ? 0 : Number.POSITIVE_INFINITY,
    }));
  return rangeOf({ target, equations, bounds });
}
