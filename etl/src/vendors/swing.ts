import type { Grid, GridCell } from './sector-table.js';

/** A search for another table that agrees with everything published. */
export interface SwingSearch {
  readonly grid: Grid;
  /** How much larger the target is to be. */
  readonly need: number;
  readonly target: GridCell;
  /** Volume of a cell that the observer knows to be there: it cannot be less. */
  readonly known: (cell: GridCell) => number;
  /** 0 for a hidden cell, infinite for one that stays published, else the price of hiding it. */
  readonly cost: (cell: GridCell) => number;
}

export interface Swing {
  /** How much larger the target can be. */
  readonly reached: number;
  /** Change of each cell of the grid, zero where it is published. */
  readonly changes: Float64Array;
}

/** A step costs a little, so that among free circuits the shortest is taken. */
const step = 1e-9;

/**
 * The cheapest circuits of hidden cells along which the target can grow, by successive shortest paths.
 *
 * Lines of a two-way table with totals are a flow: a row and a column are nodes, a cell is the arc
 * between them, totals count negatively, and whatever enters a node leaves it. How far a hidden cell
 * can grow is the largest flow from its column back to its row over hidden cells, none of which may
 * fall below what the observer knows of it (Cox 1995, "Network models for complementary cell
 * suppression"). Cells that are nothing stay nothing: an observer may know that.
 */
export function findSwing({ grid, need, target, known, cost }: SwingSearch): Swing {
  const changes = new Float64Array(grid.cells.length);
  const at = (row: number, column: number) => row * grid.columns.length + column;
  /** How far a cell can still move with or against its sign. */
  const room = (cell: GridCell, index: number, direction: 1 | -1): number => {
    if (cell === target || cell.sum <= 0) return 0;
    const isGrowing = cell.sign === direction;
    const change = changes[index] ?? 0;
    return isGrowing ? Infinity : Math.max(0, cell.sum - known(cell) + change);
  };
  let reached = 0;
  while (reached < need) {
    const path = shortestPath(grid, target, need - reached, (cell, direction) => {
      const index = at(cell.row, cell.column);
      const left = room(cell, index, direction);
      if (left < smallest) return undefined;
      const price = changes[index] === 0 ? cost(cell) : 0;
      return { room: left, price: price === 0 ? step : price };
    });
    if (!path) break;
    reached += path.room;
    changes[at(target.row, target.column)] = reached;
    for (const { cell, direction } of path.arcs) {
      const index = at(cell.row, cell.column);
      changes[index] = (changes[index] ?? 0) + direction * cell.sign * path.room;
    }
  }
  return { reached, changes };
}

/** Less than this many documents is no room. */
const smallest = 1e-6;

interface Arc {
  readonly cell: GridCell;
  /** +1 from the row to the column. */
  readonly direction: 1 | -1;
}

type Judge = (cell: GridCell, direction: 1 | -1) => { room: number; price: number } | undefined;

/** Dijkstra's shortest path that closes a circuit with the target, and what it can carry. */
function shortestPath(
  { rows, columns, cells }: Grid,
  target: GridCell,
  wanted: number,
  judge: Judge,
): { arcs: Arc[]; room: number } | undefined {
  const nodes = rows.length + columns.length;
  const rowNode = target.row;
  const columnNode = rows.length + target.column;
  const [from, to] = target.sign === 1 ? [columnNode, rowNode] : [rowNode, columnNode];
  const distance = new Float64Array(nodes).fill(Infinity);
  const isDone = new Uint8Array(nodes);
  const through = new Array<(Arc & { before: number; room: number }) | undefined>(nodes);
  distance[from] = 0;
  for (;;) {
    let node = -1;
    for (let other = 0; other < nodes; other += 1) {
      const nearer = node < 0 || (distance[other] ?? 0) < (distance[node] ?? 0);
      if (isDone[other] === 0 && nearer) node = other;
    }
    const so = distance[node] ?? Infinity;
    if (node < 0 || so === Infinity) return undefined;
    if (node === to) break;
    isDone[node] = 1;
    const isRow = node < rows.length;
    const direction = isRow ? 1 : -1;
    for (let other = 0; other < (isRow ? columns.length : rows.length); other += 1) {
      const row = isRow ? node : other;
      const column = isRow ? other : node - rows.length;
      const next = isRow ? rows.length + other : other;
      const cell = cells[row * columns.length + column];
      if (!cell || isDone[next] === 1) continue;
      const arc = judge(cell, direction);
      if (!arc) continue;
      // A cell with little room is dear: others must be hidden besides.
      const length = so + arc.price * Math.max(1, wanted / arc.room);
      if (length < (distance[next] ?? 0)) {
        distance[next] = length;
        through[next] = { cell, direction, before: node, room: arc.room };
      }
    }
  }
  const arcs: Arc[] = [];
  let room = wanted;
  for (let arc = through[to]; arc; arc = through[arc.before]) {
    arcs.push(arc);
    room = Math.min(room, arc.room);
  }
  return { arcs, room };
}
