import type { Words } from './words.ts';

/** More curves than this are counted: the table names each of their months. */
const mostNamed = 6;

/** One note for each reason why lines are interrupted, naming them and for how many months. */
export function gapNotes(
  lines: readonly { name: string; holes: Record<number, string> }[],
  words: Words,
): string[] {
  const gaps = lines.flatMap(({ name, holes }) =>
    [...Map.groupBy(Object.values(holes), (reason) => reason)].map(([reason, months]) => ({
      reason,
      curve: words.note_gap_curve({ name, count: String(months.length) }),
    })),
  );
  return [...Map.groupBy(gaps, ({ reason }) => reason)].map(([reason, same]) =>
    words.note_gap({
      reason,
      curves:
        same.length > mostNamed
          ? words.figure_gap_curves({ count: String(same.length) })
          : same.map(({ curve }) => curve).join(', '),
    }),
  );
}
