/** A choice, and the other names by which someone may have meant it. */
export interface Choice {
  id: string;
  names?: readonly string[];
}

/** Ids of the choices, nearest to what was asked first; equally near ones keep their order. */
export function nearest(asked: string, choices: readonly (Choice | string)[]): string[] {
  const wanted = fold(asked.slice(0, 60));
  return choices
    .map((choice) => (typeof choice === 'string' ? { id: choice } : choice))
    .map(({ id, names = [] }) => ({
      id,
      distance: Math.min(...[id, ...names].map((name) => distance(wanted, fold(name)))),
    }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ id }) => id);
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Levenshtein's distance: insertions, deletions and replacements from one to the other. */
function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(previous, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    previous = current;
  }
  return at(previous, to.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0;
