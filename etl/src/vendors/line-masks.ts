import { contributorMargin } from './demands.js';
import type { CellLine, PartCell } from './cell-lines.js';
import { isMainland, levelOf } from './sector-table.js';
import { vendorLimits } from './vendor-rule.js';

/**
 * Cells to hide so that no line tells one that is hidden: what else is hidden of the line
 * must hold more than a tenth of the largest contribution of a cell withheld for few or dominating
 * contributors, or than 15 % of one that was masked. What is hidden for another's sake must in its own
 * lines be as uncertain as that other one (privacy.md A4, P13). Between columns small ones are hidden,
 * else the total: it is what readers miss least. Over values the total goes last.
 *
 * @param masked ids of cells that are masked already
 * @param needs how uncertain masked cells must be, in documents, where that is known; what is found is added
 */
export function lineMasks(
  lines: readonly CellLine[],
  masked: ReadonlySet<string>,
  needs = new Map<string, number>(),
): Set<string> {
  const added = new Set<string>();
  const isHidden = (cell: PartCell): boolean =>
    cell.reason !== 'ok' || masked.has(cell.id) || added.has(cell.id);
  const needOf = (cell: PartCell): number | undefined => {
    if (cell.sum <= 0 || !isHidden(cell)) return undefined;
    const known = cell.reason === 'ok' ? needs.get(cell.id) : undefined;
    if (known !== undefined) return known;
    return cell.reason === 'ok' ? vendorLimits.margin * cell.sum : contributorMargin * cell.x1;
  };
  const linesWith = new Map<string, CellLine[]>();
  for (const line of lines) {
    for (const { id } of [line.total, ...line.parts]) {
      linesWith.set(id, [...(linesWith.get(id) ?? []), line]);
    }
  }
  const waiting = new Set(lines.filter(({ total, parts }) => [total, ...parts].some(isHidden)));
  for (const line of waiting) {
    waiting.delete(line);
    for (const { cell, need } of missing(line, needOf, isHidden)) {
      added.add(cell.id);
      needs.set(cell.id, Math.min(need, cell.sum));
      for (const other of linesWith.get(cell.id) ?? []) waiting.add(other);
    }
  }
  return added;
}

/** The cells of a line that must be hidden besides, each with the uncertainty that it gives. */
function missing(
  { total, parts, across }: CellLine,
  needOf: (cell: PartCell) => number | undefined,
  isHidden: (cell: PartCell) => boolean,
): { cell: PartCell; need: number }[] {
  const added: { cell: PartCell; need: number }[] = [];
  const shown = parts.filter((cell) => !isHidden(cell) && isOpen(cell)).sort(byPrice);
  // What has other values than these is as uncertain as what is withheld.
  const rest = across === 'values' ? Math.max(0, total.sum - sumOf(parts)) : 0;
  for (const target of [total, ...parts]) {
    const need = needOf(target);
    if (need === undefined || isSameSet(total, parts)) continue;
    for (;;) {
      const hidden = [...[total, ...parts].filter(isHidden), ...added.map(({ cell }) => cell)];
      const others = hidden.filter((cell) => cell !== target);
      const held = rest + sumOf(others);
      if (others.includes(total) || held > need) break;
      const left = shown.filter((cell) => added.every((own) => own.cell !== cell));
      const last = across && target !== total && isOpen(total) ? total : undefined;
      const next =
        across === 'columns' && last
          ? besidesParts(last, left, need - held)
          : (cheapest(left, need - held) ?? last);
      if (!next) break;
      added.push({ cell: next, need });
    }
  }
  return added;
}

/** The smallest cell that holds enough, else the largest; what readers miss most only in the last place. */
function cheapest(left: readonly PartCell[], need: number): PartCell | undefined {
  const isEnough = (cell: PartCell): boolean => cell.sum > need;
  const cheap = left.filter((cell) => tierOf(cell) === 0);
  return cheap.find(isEnough) ?? cheap.at(-1) ?? left.find(isEnough) ?? left.at(-1);
}

/** Between columns, a small one that holds enough, else the total. */
const besidesParts = (total: PartCell, left: readonly PartCell[], need: number): PartCell =>
  left.find((cell) => cell.sum > need && cell.sum < total.sum / 2) ?? total;

/** Whether a cell may be hidden here, and would hide anything. */
const isOpen = ({ sum, isDecided = false }: PartCell): boolean => sum > 0 && !isDecided;

const sumOf = (cells: readonly PartCell[]): number =>
  cells.reduce((sum, cell) => sum + cell.sum, 0);

/** A line of one part is one cell under two names: both are hidden for the same reason. */
const isSameSet = (total: PartCell, parts: readonly PartCell[]): boolean =>
  parts.some(({ keySum, sum, n }) => keySum === total.keySum && sum === total.sum && n === total.n);

/** What readers miss most comes last: the nation, then totals of mainland regions. */
function tierOf({ territory, values }: PartCell): number {
  if (levelOf(territory) === 'nation') return 2;
  const isTotal = Object.keys(values).length === 0 && levelOf(territory) === 'region';
  return isTotal && isMainland(territory) ? 1 : 0;
}

const byPrice = (a: PartCell, b: PartCell): number => tierOf(a) - tierOf(b) || a.sum - b.sum;
