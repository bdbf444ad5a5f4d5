/** A value that a parameter may take, with the name that a reader may have typed instead. */
export interface Choice {
  id: string;
  label: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

/** The choice closest to what was given, by id or by name; the first one wins a tie. */
export function nearest<C extends Choice>(value: string, choices: readonly C[]): C | undefined {
  // The distance costs the product of the lengths, and an address may hold anything.
  const given = plain(value.slice(0, 60));
  let best: C | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const distance = Math.min(
      editDistance(given, plain(choice.id)),
      editDistance(given, plain(choice.label)),
    );
    if (distance < shortest) {
      shortest = distance;
      best = choice;
    }
  }
  return best;
}

/** The month of a sorted list that is closest to what was given, or the last one. */
export function nearestMonth(value: string, months: readonly string[]): string | undefined {
  const year = /^\d{4}/.exec(value)?.[0];
  if (year === undefined) return months.at(-1);
  const wanted = /^\d{4}-(0[1-9]|1[0-2])/.exec(value)?.[0] ?? `${year}-12`;
  return months.findLast((month) => month <= wanted) ?? months[0];
}

/** Levenshtein: insertions, deletions and replacements that turn one text into the other. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
