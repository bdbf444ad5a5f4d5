import { totalOf, type TrueCell } from '../exact.js';
import type { Outcome } from '../outcome.js';
import type { Release } from '../release.js';

/** P07: asks for the same contributors by another way (one-department regions, lone values). */
export function equalSets(releases: readonly Release[]): Outcome {
  let sets = 0;
  let differing = 0;
  for (const { exact, parts } of releases) {
    const cells = [...exact.values()].filter((cell) => totalOf(cell) > 0);
    for (const same of Map.groupBy(cells, contributorsOf).values()) {
      if (same.length < 2) continue;
      sets++;
      const answers = same.map(({ id }) => {
        const { value } = parts.get(id) ?? { value: null };
        return String(value);
      });
      if (new Set(answers).size > 1) differing++;
    }
  }
  return {
    passed: sets > 0 && differing === 0,
    measured: `${differing} of ${sets} sets of contributors with several values`,
  };
}

const contributorsOf = ({ part, portions }: TrueCell): string =>
  [portions.person, portions.structure].reduce(
    (text, portion) => `${text}|${portion?.n ?? 0} ${portion?.sum ?? 0} ${portion?.keySum ?? 0n}`,
    part.id,
  );
