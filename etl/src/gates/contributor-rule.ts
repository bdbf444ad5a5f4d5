import type { ExactCell, Portions } from '../protect/index.js';

/**
 * What true contributors withhold of a cell (privacy.md A1.1). It is written anew here, apart from the
 * rules that protect: a gate that called those would let pass whatever they let pass.
 */
export function contributorRule(
  isVolume: boolean,
  { person, structure, none }: Portions,
): 'ok' | 'lt11' | 'lt3' | 'dominated' {
  if (none) return 'ok';
  const persons = person?.n ?? 0;
  const structures = structure?.n ?? 0;
  if (persons === 0 && structures === 0) return person ? 'lt11' : 'lt3';
  if (persons >= 1 && persons <= 10) return 'lt11';
  if (structures === 1 || structures === 2) return 'lt3';
  return isVolume && (isTold(person) || isTold(structure)) ? 'dominated' : 'ok';
}

/** Whether a sum tells its largest contribution: 85 % of it, or the second guesses it within 15 %. */
function isTold(portion: ExactCell | undefined): boolean {
  if (!portion || portion.n === 0) return false;
  const { sum, x1, x2 } = portion;
  const others = sum - x1 - x2;
  return 100 * x1 > 85 * sum || 100 * others < 15 * x1;
}
