import loadHighs, { type Highs } from 'highs';
import type { View } from './certificate.js';

// The package's types describe a CommonJS module; what Node.js imports is the function itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let loading: Promise<Highs> | undefined;
/** The solver, loaded once in a process. */
export const solver = (): Promise<Highs> => (loading ??= load());

/**
 * How much larger than it is a hidden cell can be for an observer: a linear programme over the changes
 * of all hidden cells, under every line.
 * @returns documents; infinite where nothing bounds it
 * @throws Error where the solver finds no answer, though no change at all is one
 */
export function mostGrowth(highs: Highs, target: string, view: View): number {
  const { cells, lines, isHidden, known } = view;
  const free = [...cells.values()].filter((cell) => isHidden(cell) && cell.sum > 0);
  const columns = new Map(free.map(({ key }, column) => [key, column]));
  const rows = lines
    .map(({ total, parts }) =>
      [total, ...parts].flatMap((key) => {
        const column = columns.get(key);
        return column === undefined ? [] : [[column, key === total ? -1 : 1] as const];
      }),
    )
    .filter((terms) => terms.length > 0);
  const terms = rows.flat();
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  const model = {
    numCols: free.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: free.map(({ key }) => (key === target ? 1 : 0)),
    colLower: free.map((cell) => Math.min(0, known(cell) - cell.sum)),
    colUpper: free.map(() => highs.infinity),
    rowLower: rows.map(() => 0),
    rowUpper: rows.map(() => 0),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: free.length,
      starts,
      indices: terms.map(([column]) => column),
      values: terms.map(([, factor]) => factor),
    },
  } as const;
  return highs.withModel(model, (solved) => {
    solved.options.set({ output_flag: false });
    solved.run();
    const status = solved.getModelStatus();
    const { optimal, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
    if (status === unbounded || status === unboundedOrInfeasible) return Infinity;
    if (status !== optimal)
      throw new Error(`the programme for ${target} ended with ${String(status)}`);
    return solved.getObjectiveValue();
  });
}
