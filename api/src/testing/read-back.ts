import { byCategory, type Cell, categoryIds, seriesColumns } from '@vigie/contract';
import { categoryValues, dimensions, reasonCodes } from '@vigie/seeds/catalogue';
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
      ...byCategory((id) => text(field(id))),
      value: number(field('value')),
      numerator: number(field('numerator')),
      denominator: number(field('denominator')),
      state: field('state'),
      provisional: field('provisional') === 'true',
      errata: field('errata') === 'true',
    };
  });
}

/** The cells of a French CSV, its words turned back into codes and its commas into points. */
export function cellsOfCsvFr([header = [], ...lines]: string[][]): Cell[] {
  const place = (name: string): number => {
    const index = header.indexOf(name);
    if (index === -1) throw new Error(`no column ${name}`);
    return index;
  };
  const idOf = (name: string, choices: readonly { id: string; name: string }[]): string => {
    const found = choices.find((choice) => choice.name === name);
    if (found === undefined) throw new Error(`nothing is called ${name}`);
    return found.id;
  };
  const number = (value: string): number | null => {
    if (value.includes('.')) throw new Error(`a point in ${value}`);
    return value === '' ? null : Number(value.replace(',', '.'));
  };
  const states = reasonCodes.map(({ id, label }) => ({ id, name: label.fr }));
  const names = byCategory((id) => dimensions.find((one) => one.id === id)?.label.fr ?? id);
  const values = byCategory((id) =>
    categoryValues[id].map((value) => ({ id: value.id, name: value.name_fr })),
  );
  if (categoryIds.some((id) => header.indexOf(names[id]) === -1))
    throw new Error('a category lacks');
  return lines.map((line) => {
    const field = (name: string): string => line[place(name)] ?? '';
    return {
      period: field('Période').split('/').reverse().join('-'),
      territory: field('Territoire'),
      ...byCategory((id) => (field(names[id]) === '' ? null : idOf(field(names[id]), values[id]))),
      value: number(field('Valeur')),
      numerator: number(field('Numérateur')),
      denominator: number(field('Dénominateur')),
      state: idOf(field('État'), states),
      provisional: field('Provisoire') === 'oui',
      errata: field('Rectifié') === 'oui',
    };
  });
}

/** The cells of an Arrow answer, whose columns and row count must be those it announces. */
export function cellsOfArrow(file: ArrayBuffer): Cell[] {
  const table = tableFromIPC(new Uint8Array(file));
  const columns = table.schema.fields.map(({ name }) => name);
  if (columns.join() !== seriesColumns.join()) throw new Error(`columns: ${columns.join()}`);
  if (table.schema.metadata.get('rows') !== String(table.numRows)) throw new Error('rows lack');
  return (table.toArray() as { toJSON(): Row }[]).map((row) => cellOfRow(row.toJSON()));
}

/** The cells of a sheet, its header first, values as its reader types them. */
export function cellsOfSheet([header = [], ...lines]: readonly unknown[][]): Cell[] {
  if (header.join() !== seriesColumns.join()) throw new Error(`columns: ${header.join()}`);
  return lines.map((line) =>
    cellOfRow(Object.fromEntries(seriesColumns.map((name, at) => [name, line[at]])) as Row),
  );
}

type Row = Record<(typeof seriesColumns)[number], unknown>;

/** The cell of a row whose columns must be those of every format. */
export function cellOfRow(row: Row): Cell {
  if (Object.keys(row).join() !== seriesColumns.join()) throw new Error('other columns');
  const {
    measure: _m,
    unit: _u,
    edition: _e,
    simulated: _s,
    error_class: _c,
    definition_version: _d,
    reference: _r,
    ...cell
  } = row;
  return cell as Cell;
}
