import { AsyncLocalStorage } from 'node:async_hooks';

/** What the request at hand is answered with: a page written out, or the data of one. */
export const rendering = new AsyncLocalStorage<{ html: boolean }>();
