import type { Portion, TrueCell } from '../exact.js';

/** What privacy.md A1.1 says of a cell's contributors, read from the decision alone. */
export function contributorReason({
  part,
  portions,
}: TrueCell): 'ok' | 'lt11' | 'lt3' | 'dominated' {
  const persons = portions.person?.n ?? 0;
  const structures = portions.structure?.n ?? 0;
  if (persons + structures === 0) return portions.person ? 'lt11' : 'lt3';
  if (persons >= 1 && persons <= 10) return 'lt11';
  if (structures === 1 || structures === 2) return 'lt3';
  const tells = (portion: Portion | undefined): boolean =>
    portion !== undefined &&
    portion.n > 0 &&
    (portion.x1 / portion.sum > 0.85 || portion.sum - portion.x1 - portion.x2 < 0.15 * portion.x1);
  const isTold = tells(portions.person) || tells(portions.structure);
  return part.kind === 'volume' && isTold ? 'dominated' : 'ok';
}
