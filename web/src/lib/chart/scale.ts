/** An axis from zero in about five even steps, just above the highest value. */
export function axisFromZero(highest: number): { max: number; step: number } {
  if (!(highest > 0)) return { max: 1, step: 1 };
  const rough = highest / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return { max: Math.ceil(highest / step) * step, step };
}

export interface Placed {
  /** Where the label would stand, its middle, in pixels from the top. */
  at: number;
  height: number;
}

/**
 * How far each label must move so that none covers another: the order of the values is kept, and
 * all stay between top and bottom as long as there is room.
 */
export function shiftsApart(labels: readonly Placed[], top: number, bottom: number): number[] {
  const order = labels.map((label, index) => ({ ...label, index })).sort((a, b) => a.at - b.at);
  const middles: number[] = [];
  let edge = top;
  for (const label of order) {
    const middle = Math.max(label.at, edge + label.height / 2);
    middles.push(middle);
    edge = middle + label.height / 2;
  }
  // What was pushed below the last line comes back up, and takes its neighbours along.
  edge = Math.max(bottom, top);
  for (let index = order.length - 1; index >= 0; index--) {
    const label = order[index];
    if (label === undefined) continue;
    const middle = Math.min(middles[index] ?? 0, edge - label.height / 2);
    middles[index] = middle;
    edge = middle - label.height / 2;
  }
  const shifts = new Array<number>(labels.length).fill(0);
  order.forEach((label, index) => {
    shifts[label.index] = Math.round((middles[index] ?? label.at) - label.at);
  });
  return shifts;
}
