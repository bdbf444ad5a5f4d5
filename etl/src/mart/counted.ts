import type { CellPlan } from './cell-plan.js';
import { cellCategories } from './cell-plan.js';
import type { EventRows } from './event-rows.js';
import { withSharedKeys } from './one-department.js';
import type { ExactRow } from './roll-up.js';

/** The cells that the source counted itself, over cuboids of its own, under the names of measures. */
export class CountedCells {
  private readonly found: ExactRow[] = [];

  constructor(private readonly plan: CellPlan) {}

  add(events: EventRows, rows: Int32Array): void {
    const text = (name: string): ((row: number) => string) => {
      const { values, index } = events.text(name);
      return (row) => values[index[row] ?? 0] ?? '';
    };
    const [measure, cuboid, period, territory] = ['measure', 'cuboid', 'period', 'territory'].map(
      text,
    );
    const value = events.numbers({ column: 'value' });
    const wanted = this.plan.sets.flatMap(({ cuboids }) =>
      cuboids.flatMap((planned) =>
        planned.parts.map(({ part }) => ({
          part,
          cuboid: planned.cuboid.id,
          categories: cellCategories.map((name) => {
            const column = planned.columns[name];
            return column === undefined ? () => '' : text(column);
          }),
        })),
      ),
    );
    const byName = new Map(wanted.map((own) => [`${own.part.column ?? ''} ${own.cuboid}`, own]));
    for (const row of rows) {
      const own = byName.get(`${measure?.(row) ?? ''} ${cuboid?.(row) ?? ''}`);
      const persons = value[row] ?? 0;
      if (!own || persons === 0) continue;
      this.found.push({
        part: own.part.id,
        cuboid: own.cuboid,
        period: period?.(row) ?? '',
        territory: territory?.(row) ?? '',
        categories: own.categories.map((category) => category(row)),
        n: persons,
        sum: persons,
        x1: 1,
        x2: Math.min(1, persons - 1),
        keySum: events.recordKeys[row] ?? 0n,
        expanded: String(persons),
      });
    }
  }

  cells(): readonly ExactRow[] {
    return withSharedKeys(this.found);
  }
}
