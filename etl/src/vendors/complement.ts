import { demandsOf, ownSum, type Demand, type Known } from './demands.js';
import { isMainland, type Grid, type GridCell } from './sector-table.js';
import { findSwing } from './swing.js';
import { more } from './witness.js';

/** A cell costs what it holds, and this share of the nation's besides, so that few are hidden. */
const shareOfNation = 0.001;

/**
 * Cells to hide besides those that are, so that no observer can compute a hidden cell closely enough:
 * the cheapest volumes on circuits through it, then less where less does. The nation's total is never
 * hidden; a cell of the nation by sector or the total of a mainland region only where nothing else
 * protects what must be hidden.
 */
export function complementsOf(
  grid: Grid,
  primary: ReadonlySet<string>,
  known: Known = {},
): Set<string> {
  const price = priceOf(grid);
  const hidden = new Set(primary);
  const open = (cell: GridCell) => cell.isUnseen || hidden.has(cell.key);
  const cost = (cell: GridCell) => (open(cell) ? 0 : price(cell));
  const swing = (demand: Demand<GridCell>, of: (cell: GridCell) => number) =>
    findSwing({
      grid,
      target: demand.target,
      need: demand.need + more,
      known: (cell) => ownSum(cell, demand.insider),
      cost: of,
    });
  const circuits = new Map<string, Float64Array>();
  const demands = () =>
    demandsOf(
      grid.cells.filter(({ key }) => hidden.has(key)),
      known,
    );
  // What is hidden brings other vendors among the largest of the hidden cells: until nothing is new.
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const demand of demands().sort((a, b) => b.need - a.need)) {
      const { reached, changes } = swing(demand, cost);
      if (reached < demand.need + more) continue;
      grid.cells.forEach((cell, index) => {
        if (changes[index] !== 0 && !open(cell)) hidden.add(cell.key);
      });
      circuits.set(nameOf(demand), changes);
    }
  }
  prune();
  return new Set([...hidden].filter((key) => !primary.has(key)));

  /** Shows again, the largest first, what every observer can do without. */
  function prune(): void {
    const added = grid.cells
      .filter(({ key }) => hidden.has(key) && !primary.has(key))
      .sort((a, b) => price(b) - price(a));
    for (const cell of added) {
      hidden.delete(cell.key);
      const index = grid.cells.indexOf(cell);
      const others = new Map<string, Float64Array>();
      const isNeeded = demands().some((demand) => {
        if (circuits.get(nameOf(demand))?.[index] === 0) return false;
        const { reached, changes } = swing(demand, (one) => (open(one) ? 0 : Infinity));
        others.set(nameOf(demand), changes);
        return reached < demand.need + more;
      });
      if (isNeeded) {
        hidden.add(cell.key);
        continue;
      }
      // A circuit through it may be one of a demand that is not asked now, and will be again.
      for (const [name, changes] of circuits) if (changes[index] !== 0) circuits.delete(name);
      for (const [name, changes] of others) circuits.set(name, changes);
    }
  }
}

const nameOf = ({ target, insider, check }: Demand): string =>
  `${check}|${target.key}|${insider ?? ''}`;

/** What it costs to hide each cell: its volume, dearer the more readers look at it. */
function priceOf({ rows, columns, cells }: Grid): (cell: GridCell) => number {
  const nation = cells.at(-1)?.sum ?? 0;
  return ({ row, column, sum, territory }) => {
    const isNation = row === rows.length - 1;
    const isTotal = column === columns.length - 1;
    if (isNation && isTotal) return 1e12 * sum;
    const tier = isNation ? 1e9 : isTotal ? (isMainland(territory) ? 1e6 : 1e3) : 1;
    return tier * (sum + shareOfNation * nation);
  };
}
