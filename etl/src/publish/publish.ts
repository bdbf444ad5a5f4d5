import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { GateFailed, type Finding } from '../gates/index.js';
import { adoptProtection, type CellKey } from '../protect/index.js';
import { gatedPeriods } from '../quality/gated-periods.query.js';
import type { Transaction } from '../schedule/transaction.js';
import { correctable } from './correctable.query.js';
import { EditionMemory } from './edition-memory.js';
import { duePeriods, type Due } from './due.query.js';
import { writeEdition, type Edition } from './edition.query.js';
import { flagErrata, hasErrata } from './errata.query.js';
import { publishPeriod, type Erratum } from './publish-period.js';
import { recordAttacks } from './record-attacks.query.js';

export type { Erratum } from './publish-period.js';

/** What publishing works with. */
export interface Publisher {
  readonly transaction: Transaction;
  readonly cellKey: CellKey;
}

/**
 * Publishes what is due on a feed day as one vintage: rows are written, those they replace are
 * closed, errata flagged and `current` moves, in one transaction. Where an attack on it would succeed
 * nothing of that happens: why is recorded, and what is left without the periods concerned is
 * published in its place. They are tried again with each edition.
 *
 * @returns the edition, or undefined when nothing was due
 * @throws GateFailed where an attack succeeds whose period is left out already
 */
export async function publish(
  publisher: Publisher,
  feedDay: Day,
  publishedAt: Date,
): Promise<Edition | undefined> {
  const { transaction } = publisher;
  const found: Finding[] = [];
  const leftOut = new Set<string>();
  for (;;) {
    try {
      const without = found.length === 0 ? 'held by checks' : 'held by attacks too';
      const edition = await attempt(publisher, feedDay, publishedAt, without);
      if (edition && found.length === 0) {
        await transaction((client) => recordAttacks(client, feedDay, []));
      }
      return edition;
    } catch (error) {
      if (!(error instanceof GateFailed)) throw error;
      found.push(...error.findings);
      await transaction((client) => recordAttacks(client, feedDay, found));
      const before = leftOut.size;
      for (const { stream, period } of error.findings) leftOut.add(`${stream}|${period}`);
      if (leftOut.size === before) throw error;
    }
  }
}

async function attempt(
  { transaction, cellKey }: Publisher,
  feedDay: Day,
  publishedAt: Date,
  without: 'held by checks' | 'held by attacks too',
): Promise<Edition | undefined> {
  return transaction(async (client) => {
    // One publisher at a time, and none that has been overtaken.
    await client.query('LOCK TABLE published.vintage IN SHARE ROW EXCLUSIVE MODE');
    await adoptProtection(client, cellKey);
    const latest = await client.query<{ feed_day: Day | null }>(
      'SELECT max(feed_day) AS feed_day FROM published.vintage',
    );
    if ((latest.rows[0]?.feed_day ?? '') > feedDay) return undefined;
    const gate = await gatedPeriods(client, without === 'held by attacks too');
    const due = await duePeriods(client, feedDay, gate);
    const errata = await hasErrata(client);
    if (due.size === 0 && !errata) return undefined;
    return writeEdition(client, feedDay, publishedAt, async (vintage) => {
      const memory = new EditionMemory(client, feedDay);
      await publishPeriods(due, (period, own) =>
        publishPeriod(client, cellKey, { feedDay, vintage, period, memory }, own),
      );
      if (errata) await flagErrata(client, vintage);
    });
  });
}

/** Period by period, so that a first edition of years fits in memory like any other. */
async function publishPeriods(
  due: ReadonlyMap<string, readonly Due[]>,
  publishOne: (period: string, own: readonly Due[]) => Promise<Finding[]>,
): Promise<void> {
  const findings: Finding[] = [];
  for (const [period, own] of due) findings.push(...(await publishOne(period, own)));
  if (findings.length > 0) throw new GateFailed(findings);
}

/**
 * Publishes anew, once, what changed after its period was final: the values that stand today, still
 * flagged, in an edition of the day that was reached.
 *
 * @throws OperatorError where nothing is flagged, or where it was published a fourth time already
 * @throws GateFailed where an attack on it would succeed
 */
export async function publishErratum(
  { transaction, cellKey }: Publisher,
  erratum: Erratum,
  feedDay: Day,
  publishedAt: Date,
): Promise<Edition> {
  return transaction(async (client: pg.ClientBase) => {
    await client.query('LOCK TABLE published.vintage IN SHARE ROW EXCLUSIVE MODE');
    await adoptProtection(client, cellKey);
    const { measure, period } = erratum;
    const due = await correctable(client, measure, period);
    return writeEdition(client, feedDay, publishedAt, (vintage) =>
      publishPeriods(new Map([[period, due]]), () =>
        publishPeriod(
          client,
          cellKey,
          { feedDay, vintage, period, memory: new EditionMemory(client, feedDay) },
          due,
          erratum,
        ),
      ),
    );
  });
}
