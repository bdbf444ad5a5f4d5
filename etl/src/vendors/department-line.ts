import { cellKey, levelOf, regionOf, type Masks, type TableCell } from './sector-table.js';
import { contributorMargin } from './demands.js';

/**
 * Departments (all sectors) to hide so that none that is hidden, nor their region, can be had by
 * subtraction. All of them where the region's total is hidden; else the cheapest that hold enough.
 */
export function maskDepartments(cells: readonly TableCell[], masks: Masks): string[] {
  const isHidden = ({ territory, sector, reason }: TableCell): boolean =>
    reason !== 'ok' || masks.has(cellKey(territory, sector));
  const totals = cells.filter(({ sector }) => sector === '');
  const regions = new Map(totals.map((cell) => [cell.territory, cell]));
  const lines = Map.groupBy(
    totals.filter(({ territory }) => levelOf(territory) === 'department'),
    ({ territory }) => regionOf(territory),
  );
  return [...lines].flatMap(([region, line]) => {
    const total = regions.get(region ?? '');
    const shown = line.filter((cell) => !isHidden(cell)).sort((a, b) => a.sum - b.sum);
    const added = total && isHidden(total) ? shown : enough(line.filter(isHidden), shown);
    return added.map(({ territory }) => cellKey(territory, ''));
  });
}

/** The smallest departments that together let each hidden one seem larger by what it must. */
function enough(hidden: readonly TableCell[], shown: readonly TableCell[]): TableCell[] {
  const targets = hidden.filter(({ sum }) => sum > 0);
  const added: TableCell[] = [];
  const held = () => [...hidden, ...added].reduce((all, { sum }) => all + sum, 0);
  for (const { sum, x1 } of targets) {
    const short = () => contributorMargin * x1 - (held() - sum);
    for (const next of shown) {
      if (short() < 0) break;
      if (added.includes(next)) continue;
      // One that is large enough is better than several.
      const alone = shown.find((cell) => !added.includes(cell) && cell.sum > short());
      added.push(alone ?? next);
    }
  }
  return added;
}
