import { OperatorError } from '@vigie/warehouse';
import type pg from 'pg';
import { addDays, addMonths, closeDay, type Day, type Month } from '../calendar/calendar.js';
import type { Manifest } from '../feed/feed.schema.js';
import { Factors } from '../mart/factors.js';

/** The database holds the figures of another world than the feed serves. */
export class OtherWorldError extends OperatorError {
  readonly code = 'other_world';
}

export interface Source {
  world: string;
  historyFrom: Month;
  /** Feed day that the first history reaches. */
  historyThrough: Day;
  /** How many of the population an observed actor of each stratum stands for. */
  factors: Factors;
}

interface SourceRow {
  world: string;
  seed: string;
  scenario: string;
  scale: string;
  history_from: Month;
  history_through: Day;
  strata: { id: string; factor: number }[];
}

/**
 * Binds an empty database to the world that the feed serves, or checks that it is the same one.
 * The first history leaves `replayNights` nights out: they are loaded one by one after it.
 */
export async function bindSource(
  db: Pick<pg.ClientBase, 'query'>,
  manifest: Manifest,
  replayNights: number,
): Promise<Source> {
  // At least one month must be closed in the first history: there would be nothing to show.
  const earliest = closeDay(manifest.history_from);
  const wanted = addDays(manifest.feed_day, -replayNights);
  const through = wanted < earliest && earliest <= manifest.feed_day ? earliest : wanted;
  await db.query(
    `INSERT INTO reference.source
       (world, simulated, seed, scenario, scale, history_from, history_through, strata)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ("only") DO NOTHING`,
    [
      manifest.world,
      manifest.simulated,
      manifest.seed,
      manifest.scenario,
      String(manifest.scale),
      manifest.history_from,
      through < `${manifest.history_from}-01` ? manifest.feed_day : through,
      JSON.stringify(manifest.strata),
    ],
  );
  const { rows } = await db.query<SourceRow>('SELECT * FROM reference.source');
  const [held] = rows;
  if (!held) throw new Error('reference.source is empty');
  if (held.world !== manifest.world) {
    const describe = (w: { seed: string; scenario: string; scale: string | number }) =>
      `seed ${w.seed}, scenario ${w.scenario}, scale ${w.scale}`;
    throw new OtherWorldError(
      `The database holds another world (${describe(held)}) than the feed serves (${describe(manifest)}): ` +
        'put VIGIE_SEED, VIGIE_SCENARIO and VIGIE_SCALE back, or erase the data with "npm run reset".',
    );
  }
  return {
    world: held.world,
    historyFrom: held.history_from,
    historyThrough: held.history_through,
    factors: new Factors(held.strata),
  };
}

/** A month is read from the archive unless it is the current one or one of the two before. */
export const grainAtFirstHistory = (month: Month, historyThrough: Day): 'day' | 'month' =>
  month >= addMonths(historyThrough.slice(0, 7), -2) ? 'day' : 'month';
