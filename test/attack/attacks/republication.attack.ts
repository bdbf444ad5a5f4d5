import { contribute, type Portion, type TrueCell, type TruePortions } from '../exact.js';
import { percent, type Outcome } from '../outcome.js';
import type { Release } from '../release.js';
import { seeded } from '../../support/random.js';

const trialsPerRelease = 2_000;

/** What one late contributor did, drawn evenly from here: an attacker knows as much. */
const lateVolumes = { from: 1, to: 200 } as const;

/**
 * P08: publishes cells again after one contributor came late or went, or one brought documents late,
 * and reads the difference; for volumes also every state that a scaled p-table would give the noise.
 */
export function releaseDifferencing(releases: readonly Release[]): Outcome {
  const counts = tally();
  const changes = { nation: tally(), region: tally(), department: tally() };
  const contributors = tally();
  for (const release of releases) {
    const random = seeded(release.world.seed + 8);
    const published = [...release.exact.values()].filter(
      ({ id }) => (release.parts.get(id)?.raw ?? null) !== null,
    );
    const frequencies = published.filter(
      ({ part, portions }) => part.kind === 'actors' && (portions.person?.n ?? 0) > 0,
    );
    const volumes = published.filter(({ part }) => part.kind === 'volume');
    // As many national cells as local ones, which are many more.
    const byLevel = [...Map.groupBy(volumes, levelOf).values()];
    for (let trial = 0; trial < trialsPerRelease; trial++) {
      const [count, volume] = [frequencies, byLevel[trial % byLevel.length] ?? []].map(
        (own) => own[Math.floor(random() * own.length)],
      );
      if (!count || !volume) continue;
      counts.add(lateContributor(release, count, random, random() < 0.5 ? 1 : -1));
      changes[levelOf(volume)].add(lateDocuments(release, volume, random));
      contributors.add(lateVolume(release, volume, random));
    }
  }
  const documents = Object.values(changes).map((own) => own.share());
  return {
    passed:
      counts.tried > 0 &&
      counts.share() <= 0.15 &&
      documents.every((share) => share <= 0.15) &&
      contributors.share() <= 0.25,
    measured:
      `${percent(counts.share())} of counts, ${documents.map(percent).join(', ')} of documents in ` +
      `nation, regions, departments, ${percent(contributors.share())} of volumes`,
  };
}

const levelOf = ({ cuboid }: TrueCell): 'nation' | 'region' | 'department' =>
  cuboid.includes('nation') ? 'nation' : cuboid.includes('region') ? 'region' : 'department';

function tally() {
  return {
    tried: 0,
    hit: 0,
    add(this: { tried: number; hit: number }, hit: boolean | undefined): void {
      if (hit === undefined) return;
      this.tried++;
      if (hit) this.hit++;
    },
    share(this: { tried: number; hit: number }): number {
      return this.tried === 0 ? 0 : this.hit / this.tried;
    },
  };
}

const unitsOf = ({ portions }: TrueCell): ('person' | 'structure')[] =>
  (['person', 'structure'] as const).filter((unit) => (portions[unit]?.n ?? 0) > 0);

function changed(
  { portions }: TrueCell,
  unit: 'person' | 'structure',
  change: (portion: Portion) => void,
): TruePortions {
  const own = portions[unit];
  if (!own) return portions;
  const next = { ...own };
  change(next);
  return { ...portions, [unit]: next };
}

/** The raw values before and after; undefined where one of the two is withheld. */
function twice(
  { guards, parts }: Release,
  cell: TrueCell,
  after: TruePortions,
): readonly [number, number] | undefined {
  const before = parts.get(cell.id)?.raw ?? null;
  const { raw } = guards.protectPart(cell.part, after, undefined, cell.cuboid);
  return before === null || raw === null ? undefined : [before, raw];
}

function lateContributor(
  release: Release,
  cell: TrueCell,
  random: () => number,
  sign: 1 | -1,
): boolean | undefined {
  const key = BigInt(Math.floor(random() * 2 ** 40));
  const after = changed(cell, 'person', (portion) => {
    portion.n += sign;
    portion.sum += sign;
    portion.expanded += sign;
    portion.keySum += BigInt(sign) * key;
    portion.lateX1 = 1;
  });
  const values = twice(release, cell, after);
  return values && values[1] - values[0] === sign;
}

/** Somebody known already brings a few documents more. */
function lateDocuments(
  release: Release,
  cell: TrueCell,
  random: () => number,
): boolean | undefined {
  const [unit] = unitsOf(cell);
  const late = drawn(random);
  if (!unit) return undefined;
  const after = changed(cell, unit, (portion) => {
    portion.sum += late;
    portion.expanded += late;
    portion.lateX1 = late;
  });
  return found(release, cell, after, late, 1);
}

function lateVolume(release: Release, cell: TrueCell, random: () => number): boolean | undefined {
  const [unit] = unitsOf(cell);
  // Not known beforehand to any order of magnitude.
  const late = Math.round(drawn(random) * 10 ** (3 * random()));
  if (!unit) return undefined;
  const after = changed(cell, unit, (portion) => {
    contribute(portion, BigInt(Math.floor(random() * 2 ** 40)), late, 1);
    portion.lateX1 = late;
  });
  const values = twice(release, cell, after);
  return values && Math.abs(values[1] - values[0] - late) <= 0.1 * late;
}

const drawn = (random: () => number): number =>
  lateVolumes.from + Math.floor(random() * (lateVolumes.to - lateVolumes.from + 1));

/** By difference, or where that is no possible change, by the states of a scaled p-table. */
function found(
  release: Release,
  cell: TrueCell,
  after: TruePortions,
  late: number,
  within: number,
): boolean | undefined {
  const values = twice(release, cell, after);
  if (!values) return undefined;
  const difference = values[1] - values[0];
  const states = possibleChanges(difference, spreadOf(cell.portions), spreadOf(after));
  const guess = states.length === 1 ? (states[0] ?? 0) : difference;
  return Math.abs(guess - late) <= within;
}

/** The deviation that A1.4 gives a volume, as an attacker who knows the largest contributor has it. */
function spreadOf({ person, structure }: TruePortions): number {
  const own = [person, structure].flatMap((portion) => (portion ? [portion] : []));
  const n = own.reduce((total, portion) => total + portion.n, 0);
  const sum = own.reduce((total, portion) => total + portion.sum, 0);
  const x1 = Math.max(...own.map((portion) => portion.x1));
  const late = Math.max(...own.map((portion) => portion.lateX1));
  const share = Math.min(0.03, Math.max(0.005, 0.4 / Math.sqrt(n)));
  return Math.max(Math.sqrt(10), Math.min(0.25 * x1, share * sum), 0.35 * late);
}

/** Changes of the possible size that two states of a p-table scaled to the spread leave open. */
function possibleChanges(difference: number, before: number, after: number): number[] {
  const found: number[] = [];
  for (let first = -15; first <= 15; first++) {
    for (let second = -15; second <= 15; second++) {
      const change = difference - (second * after - first * before) / Math.sqrt(10);
      if (change < lateVolumes.from - 1 || change > lateVolumes.to + 1) continue;
      if (!found.some((known) => Math.abs(known - change) <= 1)) found.push(change);
    }
  }
  return found;
}
