import type { StreamDeclaration } from '../pipeline/stream.js';

/**
 * What each submitter of some streams says it sent; zero is told from not received by these records
 * alone.
 */
export const submissionsOf = (
  name: string,
  of: readonly StreamDeclaration[],
): StreamDeclaration => ({
  name,
  feed: 'submissions',
  schemaVersion: 1,
  of: of.map((stream) => stream.name),
  columns: [
    { name: 'submitter', type: 'text', register: 'submitter' },
    { name: 'stream', type: 'text', register: 'stream' },
    { name: 'sector', type: 'text', register: 'sector', optional: true },
    { name: 'sent_on', type: 'date' },
    { name: 'rows', type: 'int4' },
    { name: 'total', type: 'int8' },
  ],
  target: {
    kind: 'keyed',
    table: 'ingest.submission',
    key: ['submitter', 'stream', 'period'],
  },
});
