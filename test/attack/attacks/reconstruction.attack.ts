import { personsIn } from '../exact.js';
import { attackedParts, cellId, placeIn, type AttackedPart } from '../lattice.js';
import { percent, type Outcome } from '../outcome.js';
import type { Release } from '../release.js';
import type { Actor } from '../world.js';
import { countedInFull, isTarget, scoreOf, shownPersons, type Estimate } from './count-lines.js';

/**
 * P05: the best linear estimate of every withheld count from all that any role sees at once, weighted
 * by the known noise, with a prior from the published totals (weighted least squares with empirical
 * Bayes: the posterior mean μ + ΣAᵀ(AΣAᵀ + R)⁻¹(y − Aμ), by conjugate gradients).
 */
export function reconstruction(releases: readonly Release[]): Outcome {
  const counts = attackedParts.filter(({ part }) => part.kind === 'actors');
  const estimates = countedInFull(releases).flatMap((release) =>
    counts.flatMap((own) => estimated(release, own)),
  );
  const { hits, guess, error } = scoreOf(estimates);
  return {
    passed: estimates.length >= 30 && hits <= guess + 0.1 && error >= 1.8,
    measured: `${percent(hits)} of ${estimates.length} exact, ${percent(guess)} by guessing, RMSE ${error.toFixed(2)}`,
  };
}

/** Persons of one department (or of none), sector, generation and profession. */
interface Atom {
  readonly cells: readonly number[];
  mean: number;
  variance: number;
}

function estimated(release: Release, own: AttackedPart): Estimate[] {
  const ids = [...release.exact.values()]
    .filter(({ part }) => part.id === own.part.id)
    .map(({ id }) => id);
  const places = new Map(ids.map((id, at) => [id, at]));
  const atoms = atomsOf(release, own, places);
  const shown = ids.map((id) => shownPersons(release, id));
  setPrior(atoms, ids, shown);
  const weights = posterior(atoms, shown, noiseVariance(release, ids));
  const estimates = new Float64Array(ids.length);
  for (const { cells, mean, variance } of atoms) {
    const pull = cells.reduce((sum, cell) => sum + (weights[cell] ?? 0), 0);
    for (const cell of cells) estimates[cell] = (estimates[cell] ?? 0) + mean + variance * pull;
  }
  return ids.flatMap((id, at): Estimate[] => {
    const cell = release.exact.get(id);
    return cell && isTarget(release, id)
      ? [{ truth: personsIn(cell), estimate: estimates[at] ?? 0 }]
      : [];
  });
}

/** Combinations that a person can have; that each exists is known to the attacker. */
function atomsOf(
  { world }: Release,
  { part, cuboids }: AttackedPart,
  places: ReadonlyMap<string, number>,
): Atom[] {
  const atoms = new Map<string, Atom>();
  const persons = world.actors.filter(({ unit }) => unit === 'person');
  const kinds = new Map(persons.map((actor) => [`${actor.sector}|${actor.profession}`, actor]));
  const lands = new Map(persons.map((actor) => [actor.department, actor]));
  const generations = new Map(persons.map((actor) => [actor.generation, actor]));
  for (const land of lands.values()) {
    for (const kind of kinds.values()) {
      for (const { generation } of generations.values()) {
        const { department, region } = land;
        const actor: Actor = { ...kind, department, region, generation };
        const cells = cuboids.flatMap((cuboid) => {
          const place = placeIn(cuboid, actor);
          const at = place && places.get(cellId(part.id, cuboid.id, place));
          return at === undefined ? [] : [at];
        });
        atoms.set([department, kind.sector, kind.profession, generation].join(), {
          cells,
          mean: 0,
          variance: 0,
        });
      }
    }
  }
  return [...atoms.values()];
}

/**
 * Shares of published cells, fitted in turns as if the categories were independent (iterative
 * proportional fitting); a withheld cell counts for four.
 */
function setPrior(
  atoms: readonly Atom[],
  ids: readonly string[],
  shown: readonly (number | undefined)[],
): void {
  const members = ids.map((): Atom[] => []);
  for (const atom of atoms) {
    atom.mean = 1;
    for (const cell of atom.cells) members[cell]?.push(atom);
  }
  for (let round = 0; round < 8; round++) {
    for (const [cell, own] of members.entries()) {
      const total = own.reduce((sum, { mean }) => sum + mean, 0);
      const wanted = shown[cell] ?? 4;
      const factor = total === 0 || (shown[cell] === undefined && total < 10) ? 1 : wanted / total;
      for (const atom of own) atom.mean *= factor;
    }
  }
  // Wider than by chance alone: places differ.
  for (const atom of atoms) atom.variance = atom.mean + (0.4 * atom.mean) ** 2;
}

/** How far published counts are from true ones, which the attacker knows as all of the mechanism. */
function noiseVariance(release: Release, ids: readonly string[]): number {
  const squares = ids.flatMap((id) => {
    const cell = release.exact.get(id);
    const shown = shownPersons(release, id);
    return !cell || shown === undefined || personsIn(cell) === 0
      ? []
      : [(shown - personsIn(cell)) ** 2];
  });
  return Math.max(0.01, squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/** Of a withheld count, known to be at most ten: as if it had been read with this variance. */
const withheldVariance = 8;

/** Solves (AΣAᵀ + R)·w = y − Aμ. */
function posterior(
  atoms: readonly Atom[],
  shown: readonly (number | undefined)[],
  ofNoise: number,
): Float64Array {
  const { length } = shown;
  const times = (w: Float64Array): Float64Array => {
    const product = new Float64Array(length);
    for (const { cells, variance } of atoms) {
      let sum = 0;
      for (const cell of cells) sum += w[cell] ?? 0;
      for (const cell of cells) product[cell] = (product[cell] ?? 0) + variance * sum;
    }
    for (let cell = 0; cell < length; cell++) {
      const noise = shown[cell] === undefined ? withheldVariance : ofNoise;
      product[cell] = (product[cell] ?? 0) + noise * (w[cell] ?? 0);
    }
    return product;
  };
  const residual = Float64Array.from(shown, (value) => value ?? 4);
  for (const { cells, mean } of atoms) {
    for (const cell of cells) residual[cell] = (residual[cell] ?? 0) - mean;
  }
  // An empty frame says nothing of withheld cells that are surely small already.
  const solution = new Float64Array(length);
  let direction = residual.slice();
  let norm = dot(residual, residual);
  for (let round = 0; round < 400 && norm > 1e-6; round++) {
    const moved = times(direction);
    const step = norm / dot(direction, moved);
    for (let cell = 0; cell < length; cell++) {
      solution[cell] = (solution[cell] ?? 0) + step * (direction[cell] ?? 0);
      residual[cell] = (residual[cell] ?? 0) - step * (moved[cell] ?? 0);
    }
    const next = dot(residual, residual);
    const ratio = next / norm;
    direction = direction.map((value, cell) => (residual[cell] ?? 0) + ratio * value);
    norm = next;
  }
  return solution;
}

const dot = (one: Float64Array, other: Float64Array): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
