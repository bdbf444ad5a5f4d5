import { harmless, quoted } from '../series/formats/csv-lines.js';

export type Field = string | number | null;

/**
 * Rows of a CSV for tools (RFC 4180): UTF-8, commas, line feeds, quotes where a text needs them, an
 * empty field where there is no value. Written here, since an archive has a million rows of codes, of
 * which a library for any CSV makes three quarters of the work.
 */
export const csvText = (rows: readonly (readonly Field[])[]): string =>
  rows.map((row) => `${row.map(fieldText).join(',')}\n`).join('');

function fieldText(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  const text = harmless(field);
  return /[",\r\n]/.test(text) ? quoted(text) : text;
}
