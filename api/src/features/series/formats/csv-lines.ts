export type Field = string | number | boolean | null;

/** What differs from one CSV to another. */
export interface Dialect {
  separator: string;
  end: string;
  decimal: string;
}

/**
 * Lines of a CSV (RFC 4180): text quoted, numbers and truths not, an empty field where there is no
 * value. Written here, since an answer has a million rows of two dozen fields, of which a library for any
 * CSV makes nine tenths of the work.
 */
export function csvLines(
  rows: readonly (readonly Field[])[],
  { separator, end, decimal }: Dialect,
): string {
  let lines = '';
  for (const row of rows) {
    let line = '';
    for (const field of row) line += separator + fieldText(field, decimal);
    lines += line.slice(separator.length) + end;
  }
  return lines;
}

function fieldText(field: Field, decimal: string): string {
  if (field === null) return '';
  if (typeof field === 'string') return quoted(harmless(field));
  const text = String(field);
  return decimal === '.' ? text : text.replace('.', decimal);
}

/** A text between quotes, its own doubled. */
export const quoted = (text: string): string =>
  text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export const harmless = (text: string): string =>
  /^[=+\-@\t\r\n\0]/.test(text) ? `'${text}` : text;
