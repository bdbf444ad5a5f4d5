import type { StreamDeclaration } from '../pipeline/stream.js';

/** What each submitter says it sent; zero is told from not received by these records alone. */
export const submissions: StreamDeclaration = {
  name: 'submissions',
  schemaVersion: 1,
  of: ['documents', 'profiles', 'roster'],
  columns: [
    { name: 'submitter', type: 'text', register: 'submitter' },
    { name: 'stream', type: 'text', register: 'stream' },
    { name: 'sector', type: 'text', register: 'sector_or_none' },
    { name: 'sent_on', type: 'date' },
    { name: 'rows', type: 'int4' },
    { name: 'total', type: 'int8' },
  ],
  target: {
    kind: 'keyed',
    table: 'ingest.submission',
    key: ['submitter', 'stream', 'period'],
  },
};
