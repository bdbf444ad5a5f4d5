import type { StreamDeclaration } from '../pipeline/stream.js';
import { counts, enumerated } from './common.columns.js';

/** The part of the ledger that a stream's submissions are read as. */
export const submissionGroup = ({ name, submitted }: StreamDeclaration): string | undefined =>
  submitted && (submitted.group ?? `${name}_submissions`);

/**
 * The streams with the submissions of each group before them, since zero is told from not received by
 * these records alone. What is loaded first has its submissions first, whole.
 */
export function withSubmissions(streams: readonly StreamDeclaration[]): StreamDeclaration[] {
  const groups = Map.groupBy(streams, submissionGroup);
  const submissions = [...groups].flatMap(([name, of]) =>
    name === undefined ? [] : [submissionsOf(name, of)],
  );
  const rank = { whole: 0, first: 1, after: 2 };
  return [...submissions, ...streams].sort(
    (a, b) => rank[a.order ?? 'after'] - rank[b.order ?? 'after'],
  );
}

const submissionsOf = (name: string, of: readonly StreamDeclaration[]): StreamDeclaration => ({
  name,
  feed: 'submissions',
  schemaVersion: 1,
  ...(of.some(({ order = 'after' }) => order !== 'after') && { order: 'whole' }),
  of: of.map((stream) => stream.name),
  columns: [
    enumerated('submitter'),
    enumerated('stream'),
    { ...enumerated('sector'), optional: true },
    { name: 'sent_on', type: 'date' },
    ...counts('rows'),
    { name: 'total', type: 'int8' },
  ],
  target: {
    kind: 'keyed',
    table: 'ingest.submission',
    key: ['submitter', 'stream', 'period'],
  },
});
