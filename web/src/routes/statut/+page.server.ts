import { ApiProblem, ApiUnavailable, isNoEditionYet } from '#lib/api/errors.ts';
import { healthOf } from '#lib/status/health.ts';
import { streamName } from '#lib/status/stream-names.ts';
import type { Status } from '@vigie/contract';
import type { PageServerLoad } from './$types';

/**
 * This page is opened when something is wrong: it stands whatever answers, and says what does not.
 */
export const load: PageServerLoad = async ({ locals }) => {
  const { api } = locals;
  const [status, measures] = await Promise.all([
    api.status().catch((error: unknown) => missing(error)),
    api.measures().catch(() => null),
  ]);
  const sectors = measures?.dimensions.find(({ id }) => id === 'sector')?.values ?? [];
  return {
    status: typeof status === 'string' ? null : summary(status),
    reason: typeof status === 'string' ? status : null,
    sectors: Object.fromEntries(sectors.map(({ id, label }) => [id, label[locals.locale]])),
  };
};

function missing(error: unknown): 'loading' | 'unavailable' {
  if (isNoEditionYet(error)) return 'loading';
  if (error instanceof ApiUnavailable || error instanceof ApiProblem) {
    console.error(`web: ${error.message}`);
    return 'unavailable';
  }
  throw error;
}

function summary(status: Status) {
  const { edition, feed_day: feedDay, source_day: sourceDay, last_load_at: lastLoadAt } = status;
  const health = healthOf(status);
  const named = [...health.streams, ...health.awaited];
  return {
    ...health,
    names: Object.fromEntries(named.map(({ id }) => [id, streamName(id)])),
    feedDay,
    sourceDay,
    lastLoadAt,
    edition:
      edition === null
        ? null
        : {
            id: edition.id,
            feedDay: edition.feed_day,
            publishedAt: edition.published_at,
            through: edition.data_through_month,
          },
  };
}
