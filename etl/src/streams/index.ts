import { documents } from './documents.stream.js';
import { profiles } from './profiles.stream.js';
import { roster } from './roster.stream.js';
import { submissions } from './submissions.stream.js';

/** Every stream that is loaded, in the order of the first load. */
export const streams = [submissions, profiles, documents, roster] as const;
