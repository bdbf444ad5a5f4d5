import { BadPageError } from '../feed/feed-client.js';
import { partState } from '../ledger/ledger.js';
import type { Day, Month } from '../calendar/calendar.js';
import { admit } from '../pipeline/admit.js';
import { mergeRows } from '../pipeline/load.js';
import { pagesOf, type PipelineContext } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { submissionGroup } from '../streams/submissions.stream.js';

/**
 * Reads once more what submitters say of a stream's month, and takes higher revisions. The archive
 * is read once and for good; a submission in it that its sender has corrected since would hold the
 * month back for ever.
 *
 * @returns how many submissions changed
 */
export async function rereadSubmissions(
  context: PipelineContext & { streams: readonly StreamDeclaration[] },
  stream: StreamDeclaration,
  month: Month,
  feedDay: Day,
): Promise<number> {
  const group = context.streams.find(({ name }) => name === submissionGroup(stream));
  const state = group && (await partState(context.pool, group.name, month));
  if (!group || !state) return 0;
  const submissions = { ...group, of: [stream.name] };
  const part = { stream: submissions, month, grain: state.grain, feedDay };
  return context.transaction(async (client) => {
    let changed = 0;
    for await (const { batch } of pagesOf(context, part, '')) {
      const admitted = admit(batch, submissions, part, context.registers);
      if (admitted.keptBecause !== undefined) {
        throw new BadPageError(
          'bad_rows',
          `submissions of ${stream.name}: ${admitted.keptBecause}`,
        );
      }
      changed += (await mergeRows(client, { stream: submissions, month }, batch, admitted)).applied;
    }
    return changed;
  });
}
