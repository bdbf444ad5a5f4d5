export interface Measurement {
  name: string;
  value: number;
  unit: string;
  /** The number that the project promises, and which side of it is good. */
  bar?: { atMost: number } | { atLeast: number };
}

/** Whether a measurement keeps its promise; without a bar there is nothing to keep. */
export function holds({ value, bar }: Measurement): boolean | undefined {
  if (bar === undefined) return undefined;
  return 'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast;
}

function barText({ bar }: Measurement): string {
  if (bar === undefined) return '';
  return 'atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`;
}

/**
 * What every measuring command prints: a table for people, or with `--json` one object per line
 * (name, value, unit, bar, holds) for scripts.
 */
export class Reporter {
  private readonly measured: Measurement[] = [];

  constructor(
    private readonly json: boolean,
    private readonly print: (line: string) => void = (line) => console.log(line),
  ) {}

  add(measurement: Measurement): void {
    const value = Number(measurement.value.toPrecision(4));
    this.measured.push({ ...measurement, value });
    if (this.json) this.print(this.asJson({ ...measurement, value }));
  }

  /** Prints the table; true when every bar holds. */
  finish(): boolean {
    if (!this.json) for (const line of this.table()) this.print(line);
    return this.measured.every((measurement) => holds(measurement) !== false);
  }

  private asJson(measurement: Measurement): string {
    const { name, value, unit, bar } = measurement;
    const limit = bar === undefined ? undefined : 'atMost' in bar ? bar.atMost : bar.atLeast;
    return JSON.stringify({ name, value, unit, bar: limit, holds: holds(measurement) });
  }

  private table(): string[] {
    const rows = this.measured.map((measurement) => [
      measurement.name,
      String(measurement.value),
      measurement.unit,
      barText(measurement),
      { true: 'holds', false: 'BROKEN', undefined: '' }[String(holds(measurement)) as 'true'],
    ]);
    return aligned([['measure', 'value', 'unit', 'bar', ''], ...rows], [1]);
  }
}

/** Lines of a table of text, its columns aligned; those whose number is in `numeric` to the right. */
export function aligned(
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return numeric.includes(at) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
