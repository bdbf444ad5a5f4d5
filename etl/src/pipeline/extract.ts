import { BadPageError, type FeedClient, FeedUnavailableError } from '../feed/feed-client.js';
import type { FeedPage, PageRequest } from '../feed/feed-client.js';
import { pause as wait } from '../feed/platform.js';
import { decode, type Batch } from './decode.js';
import type { StreamDeclaration } from './stream.js';

export interface ExtractedPage {
  /** Cursor that the page was asked after. */
  cursor: string;
  page: FeedPage;
  batch: Batch;
}

/** Told of every page refused, before it is asked again. */
export type Refusal = (cursor: string, reason: string) => Promise<void>;

/** Pauses between attempts at a page, in milliseconds. */
export const patience: readonly number[] = [100, 500, 2_000, 5_000];

/**
 * The pages of one part after a cursor, one fetched ahead of the one being loaded, never more:
 * a slow database slows the feed down. A page that does not hold is refused and asked again.
 *
 * @throws BadPageError or FeedUnavailableError once patience has run out
 */
export async function* extract(
  feed: FeedClient,
  stream: StreamDeclaration,
  request: PageRequest,
  options: { refused: Refusal; signal: AbortSignal; patience?: readonly number[] },
): AsyncGenerator<ExtractedPage> {
  const fetchAfter = async (after: string): Promise<ExtractedPage> => {
    for (let attempt = 0; ; attempt += 1) {
      options.signal.throwIfAborted();
      try {
        const page = await feed.page({ ...request, after });
        if (page.more && (page.next === '' || page.next === after)) {
          throw new BadPageError('cursor', `the cursor after ${after} leads nowhere`);
        }
        return { cursor: after, page, batch: decode(page, stream) };
      } catch (error) {
        options.signal.throwIfAborted();
        const pause = (options.patience ?? patience)[attempt];
        if (error instanceof BadPageError) {
          await options.refused(after, `${error.reason}: ${error.message}`);
        } else if (!(error instanceof FeedUnavailableError)) throw error;
        if (pause === undefined) throw error;
        await wait(pause * (0.5 + Math.random()), options.signal);
      }
    }
  };
  let pending: Promise<ExtractedPage> | undefined = fetchAfter(request.after);
  while (pending) {
    const current: ExtractedPage = await pending;
    pending = current.page.more ? fetchAfter(current.page.next) : undefined;
    // A failure ahead belongs to the next turn, not to an unhandled rejection in between.
    pending?.catch(() => undefined);
    yield current;
  }
}
