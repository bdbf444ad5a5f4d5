import { hash } from '../random/hash.js';
import type { Book, DayWeights } from './book.js';
import { needed, rootOf } from './tree.js';

/**
 * Deals `count` along weights of sum `total`, cumulated so that the parts always sum to the count;
 * no part exceeds its weight where count ≤ total.
 * @param start where the dealing begins, from 0 up to 1
 * @param from first and last place that is dealt to
 */
export function deal(
  count: number,
  weights: ArrayLike<number>,
  total: number,
  start: number,
  out: Int32Array,
  from = 0,
  to = weights.length - 1,
): void {
  if (count === 0 || total === 0) {
    out.fill(0, from, to + 1);
    return;
  }
  const offset = Math.floor(start * total);
  let cumulated = 0;
  let dealt = 0;
  for (let d = from; d <= to; d++) {
    cumulated += weights[d]!;
    const upTo = ((count * cumulated + offset) / total) | 0;
    out[d] = upTo - dealt;
    dealt = upTo;
  }
}

/**
 * Divides entries over their days, top-down in causal order: a root along the subject's days, a
 * part along what its siblings left of the whole. All in integers, so that days sum to the entry
 * and no day breaks a partition.
 * @param numberOf the number of a subject in the complete world, so that a sample keeps its days
 * @returns the counts of an entry by node and day, reused from entry to entry
 */
export function createSplitter(
  book: Book,
  weights: DayWeights,
  key: number,
  nodes: readonly number[],
  numberOf: (subject: number) => number,
): (entry: number) => readonly Int32Array[] {
  const { tree, counts } = book;
  const partitions = needed(tree, nodes);
  // The entries of a subject over the same days share their weights: those of the last one are kept.
  const roots = [...new Set(nodes.map((node) => rootOf(tree, node)))].map((node) => ({
    node,
    own: new Int32Array(31),
    total: 0,
    subject: -1,
    from: 0,
    to: 0,
  }));
  const days = tree.names.map(() => new Int32Array(31));
  const left = new Int32Array(31);
  return (entry) => {
    const subject = book.subject[entry]!;
    const from = book.from[entry]!;
    const to = book.to[entry]!;
    const salt = hash(key, numberOf(subject), book.month, saltOf(book, entry));
    const start = (node: number): number => hash(salt, node) / 4294967296;
    for (const root of roots) {
      const { node, own } = root;
      const count = counts[node]![entry]!;
      if (count > 0 && (root.subject !== subject || root.from !== from || root.to !== to)) {
        root.total = weights(subject, node, from, to, own);
        root.subject = subject;
        root.from = from;
        root.to = to;
      }
      deal(count, own, root.total, start(node), days[node]!, from, to);
    }
    for (const { whole, parts } of partitions) {
      let rest = counts[whole]![entry]!;
      for (let d = from; d <= to; d++) left[d] = days[whole]![d]!;
      for (const part of parts) {
        const count = counts[part]![entry]!;
        const out = days[part]!;
        deal(count, left, rest, start(part), out, from, to);
        if (count === 0) continue;
        rest -= count;
        for (let d = from; d <= to; d++) left[d]! -= out[d]!;
      }
    }
    return days;
  };
}

/** What tells an entry from the others of its subject: its generation and its codes. */
function saltOf(book: Book, entry: number): number {
  let salt = book.generation[entry]!;
  for (const column of book.codes) salt = 31 * salt + column[entry]! + 1;
  return salt;
}
