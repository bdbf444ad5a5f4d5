/**
 * Widths of texts in pixels. The server has no fonts to measure, and a reader's system font may
 * be wider than ours: these are those of DejaVu Sans, the widest of the usual ones.
 */
const classes: readonly [RegExp, number][] = [
  [/[\u0300-\u036f]/, 0],
  [/[ijlI.,:;'’|! \u00a0\u202f]/, 0.33],
  [/[frt()[\]-]/, 0.42],
  [/[mwMWŒœ%@]/, 0.97],
  [/[A-ZÀ-Þ]/, 0.74],
];
const other = 0.63;
const boldFactor = 1.12;

export function widthOf(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) {
    width += classes.find(([shape]) => shape.test(character))?.[1] ?? other;
  }
  return width * size * (bold ? boldFactor : 1);
}

/** The longest beginning that fits, with an ellipsis where something is left out. */
export function shortened(text: string, room: number, size: number, bold = false): string {
  if (widthOf(text, size, bold) <= room) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, size, bold) > room) {
    characters.pop();
  }
  return `${characters.join('').trimEnd()}…`;
}

/** A text on at most `most` lines, broken at spaces and hyphens; the last one is shortened. */
export function wrapped(
  text: string,
  room: number,
  size: number,
  { bold = false, most = Infinity }: { bold?: boolean; most?: number } = {},
): string[] {
  const rows: string[] = [''];
  for (const piece of text.split(/(?<=[ -])/)) {
    const row = rows.at(-1) ?? '';
    const fits = widthOf((row + piece).trimEnd(), size, bold) <= room;
    if (row !== '' && !fits && rows.length < most) rows.push(piece);
    else rows[rows.length - 1] = row + piece;
  }
  return rows.map((row) => shortened(row.trimEnd(), room, size, bold));
}
