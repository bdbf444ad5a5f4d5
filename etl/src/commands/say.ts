/** One line for whoever ran the command. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Rows under their headings, in columns as wide as what they hold; numbers to the right. */
export function sayTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const texts = rows.map((row) => row.map(String));
  const widths = headings.map((heading, at) =>
    Math.max(heading.length, ...texts.map((row) => row[at]?.length ?? 0)),
  );
  const numeric = headings.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) =>
        numeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  say(line(headings));
  for (const row of texts) say(line(row));
}
