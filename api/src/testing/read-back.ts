import { type Cell, seriesColumns } from '@vigie/contract';
import { tableFromIPC } from 'apache-arrow';

/** The cells of a CSV answer, given its lines as a CSV reader sees them. */
export function cellsOfCsv([header, ...lines]: string[][]): Cell[] {
  if (header?.join() !== seriesColumns.join()) throw new Error(`columns: ${header?.join() ?? ''}`);
  const text = (value: string) => (value === '' ? null : value);
  const number = (value: string) => (value === '' ? null : Number(value));
  return lines.map((line) => {
    const field = (name: (typeof seriesColumns)[number]) => line[seriesColumns.indexOf(name)] ?? '';
    return {
      period: field('period'),
      territory: field('territory'),
      sector: text(field('sector')),
      generation: text(field('generation')),
      age_band: text(field('age_band')),
      value: number(field('value')),
      numerator: number(field('numerator')),
      denominator: number(field('denominator')),
      state: field('state'),
      provisional: field('provisional') === 'true',
      errata: field('errata') === 'true',
    };
  });
}

/** The cells of an Arrow answer, whose columns and row count must be those it announces. */
export function cellsOfArrow(file: ArrayBuffer): Cell[] {
  const table = tableFromIPC(new Uint8Array(file));
  const columns = table.schema.fields.map(({ name }) => name);
  if (columns.join() !== seriesColumns.join()) throw new Error(`columns: ${columns.join()}`);
  if (table.schema.metadata.get('rows') !== String(table.numRows)) throw new Error('rows lack');
  const rows = table.toArray() as { toJSON(): Record<(typeof seriesColumns)[number], unknown> }[];
  return rows.map((row) => {
    const { measure: _m, unit: _u, edition: _e, simulated: _s, ...cell } = row.toJSON();
    return cell as Cell;
  });
}
