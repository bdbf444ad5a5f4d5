import { personsIn } from '../exact.js';
import type { Line } from '../lattice.js';
import { percent, type Outcome } from '../outcome.js';
import type { Release } from '../release.js';
import {
  countLines,
  countedInFull,
  isTarget,
  scoreOf,
  shownPersons,
  type Estimate,
} from './count-lines.js';

interface Difference extends Estimate {
  /** Cuboids that were taken from one another. */
  readonly between: string;
}

/** P03: takes from each published total what is published of its parts, where one part lacks. */
export const lineDifferencing = (releases: readonly Release[]): Outcome =>
  judged(differences(releases, countLines));

/** P10: the same over territories alone, one-department regions and the unlocated included. */
export function geographicDifferencing(releases: readonly Release[]): Outcome {
  const lines = countLines.filter(({ kind }) => kind === 'geography');
  return judged([...differences(releases, lines), ...unlocated(releases)]);
}

function differences(releases: readonly Release[], lines: readonly Line[]): Difference[] {
  return countedInFull(releases).flatMap((release) =>
    lines.flatMap((line): Difference[] => {
      const hidden = line.children.filter((id) => shownPersons(release, id) === undefined);
      const shown = line.children.reduce((sum, id) => sum + (shownPersons(release, id) ?? 0), 0);
      const parent = shownPersons(release, line.parent);
      const [target = line.parent] = hidden;
      const solvable = parent === undefined ? hidden.length === 0 : hidden.length === 1;
      const cell = release.exact.get(target);
      if (!solvable || !cell || !isTarget(release, target)) return [];
      const estimate = parent === undefined ? shown : parent - shown;
      const between = [line.parent, line.children[0] ?? ''].map((id) => id.split('/')[1]).join();
      return [{ truth: personsIn(cell), estimate, between }];
    }),
  );
}

/** Persons of the nation that are of no region. */
function unlocated(releases: readonly Release[]): Difference[] {
  const national = countLines.filter(
    ({ kind, parent, children }) =>
      kind === 'geography' &&
      parent.includes('/FR|') &&
      children.some((id) => id.includes('/REG-')),
  );
  return countedInFull(releases).flatMap((release) =>
    national.flatMap(({ parent, children }): Difference[] => {
      const persons = (id: string): number => {
        const cell = release.exact.get(id);
        return cell ? personsIn(cell) : 0;
      };
      const truth = persons(parent) - children.reduce((sum, id) => sum + persons(id), 0);
      const values = [parent, ...children].map((id) => shownPersons(release, id));
      if (truth < 1 || truth > 10 || values.includes(undefined)) return [];
      const [nation = 0, ...regions] = values.map((value) => value ?? 0);
      const estimate = nation - regions.reduce((sum, value) => sum + value, 0);
      return [{ truth, estimate, between: 'unlocated' }];
    }),
  );
}

function judged(found: readonly Difference[]): Outcome {
  const { hits, guess } = scoreOf(found);
  const certain = [...Map.groupBy(found, ({ between }) => between)].filter(
    ([, own]) => own.length >= 8 && scoreOf(own).hits > Math.max(0.6, scoreOf(own).guess + 0.15),
  );
  return {
    passed: found.length >= 30 && hits <= guess + 0.08 && certain.length === 0,
    measured: `${percent(hits)} of ${found.length} differences exact, ${percent(guess)} by guessing, ${certain.length} kinds of lines certain`,
  };
}
