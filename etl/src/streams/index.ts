import type { StreamDeclaration } from '../pipeline/stream.js';
import * as declared from './declared.js';
import { withSubmissions } from './submissions.stream.js';

/** Every stream of events, whatever the order in which it is loaded. */
export const eventStreams: readonly StreamDeclaration[] = Object.values(declared);

/** Every stream that is loaded, submissions included, in the order of the first load. */
export const streams: readonly StreamDeclaration[] = withSubmissions(eventStreams);

export { withSubmissions };
