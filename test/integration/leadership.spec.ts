import { lead, LeadershipLostError, OvertakenError } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';

const never = new AbortController().signal;

function pool(warehouse: TestWarehouse): pg.Pool {
  const own = createPool(warehouse.etlUrl);
  onTestFinished(() => own.end());
  return own;
}

async function runs({ owner }: TestWarehouse): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT concat_ws(' ', outcome, pages, rows, error, (ended_at IS NOT NULL)::text) AS line
     FROM ops.run ORDER BY id`,
  );
  return rows.map(({ line }) => line);
}

/** Ends the sessions of the etl that hold the leader's lock, as a lost connection would. */
const cutLeader = ({ owner }: TestWarehouse) =>
  owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );

const put = (client: pg.ClientBase) =>
  client.query(
    `INSERT INTO ingest.stopped_stream (stream, reason, month, cursor) VALUES ('s', 'r', 'm', '')`,
  );

describe('a leader', () => {
  it('is alone, and its rounds are recorded with what they read and how they ended', async () => {
    const warehouse = await migratedWarehouse();
    const own = pool(warehouse);
    const outcome = await lead(own, never, async (leading) => {
      leading.page({ received: 7 });
      leading.page({ received: 5 });
      expect(await lead(pool(warehouse), never, () => Promise.resolve('second'))).toBe('busy');
      return 'first';
    });
    expect(outcome).toBe('first');
    await lead(own, never, () => Promise.reject(new TypeError('broken'))).catch(() => undefined);
    const stop = new AbortController();
    await lead(own, stop.signal, ({ signal }) => {
      stop.abort(new Error('stopping'));
      return Promise.reject(signal.reason as Error);
    }).catch(() => undefined);
    expect(await runs(warehouse)).toEqual([
      'done 2 12 true',
      'failed 0 0 TypeError: broken true',
      'stopped 0 0 Error: stopping true',
    ]);
  });

  it('leaves one line of any number of rounds that found nothing to do', async () => {
    const warehouse = await migratedWarehouse();
    const own = pool(warehouse);
    const round = (day: string, pages = 0) =>
      lead(own, never, async (leading) => {
        await leading.reached(day);
        for (let page = 0; page < pages; page += 1) leading.page({ received: 1 });
      });
    await round('2026-11-20', 1);
    for (let idle = 0; idle < 3; idle += 1) await round('2026-11-20');
    await round('2026-11-21', 1);
    for (let idle = 0; idle < 3; idle += 1) await round('2026-11-21');
    const { rows } = await warehouse.owner.query<{ line: string }>(
      `SELECT feed_day || ' ' || pages AS line FROM ops.run ORDER BY id`,
    );
    expect(rows.map(({ line }) => line)).toEqual([
      '2026-11-20 1',
      '2026-11-20 0',
      '2026-11-21 1',
      '2026-11-21 0',
    ]);
  });

  it('B3 26: that was overtaken commits nothing any more, neither what it had open nor anew', async () => {
    const warehouse = await migratedWarehouse();
    const stale = pool(warehouse);
    const ends: unknown[] = [];
    const note = (error: unknown): void => void ends.push(error);
    await lead(stale, never, async (leading) => {
      // A transaction that has written, and has not ended when the next leader begins.
      let proceed = (): void => undefined;
      const overtaken = new Promise<void>((resolve) => (proceed = resolve));
      let opened = (): void => undefined;
      const isOpen = new Promise<void>((resolve) => (opened = resolve));
      const open = leading
        .transaction(async (client) => {
          await put(client);
          opened();
          await overtaken;
        })
        .catch(note);
      await isOpen;
      await cutLeader(warehouse);
      const next = await lead(pool(warehouse), never, ({ run }) => Promise.resolve(run));
      expect(next).toBe(leading.run + 1);
      proceed();
      await open;
      await leading.transaction(put).catch(note);
      expect(leading.signal.aborted).toBe(true);
      expect(leading.signal.reason).toBeInstanceOf(LeadershipLostError);
    });
    expect(ends).toHaveLength(2);
    expect(ends[1]).toBeInstanceOf(OvertakenError);
    const { rows } = await warehouse.owner.query('SELECT * FROM ingest.stopped_stream');
    expect(rows).toEqual([]);
    expect(await runs(warehouse)).toEqual(['lost 0 0 true', 'done 0 0 true']);
  });

  it('B3 25: repeats what the server asks to repeat, a few times, and nothing else', async () => {
    const warehouse = await migratedWarehouse();
    const attempts: Record<string, number> = {};
    const raise = (code: string, times: number, repeatable: boolean) =>
      lead(pool(warehouse), never, ({ transaction }) =>
        transaction(
          async (client) => {
            attempts[code] = (attempts[code] ?? 0) + 1;
            if (attempts[code] > times) return 'done';
            await client.query(
              `DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END $$`,
            );
            return 'not reached';
          },
          { repeatable },
        ),
      ).catch((error: unknown) => (error as { code: string }).code);
    expect(await raise('40001', 2, true)).toBe('done');
    expect(await raise('40P01', 3, true)).toBe('done');
    expect(await raise('55P03', 9, true)).toBe('55P03');
    expect(await raise('23505', 1, true)).toBe('23505');
    expect(await raise('40002', 1, false)).toBe('40002');
    expect(attempts).toEqual({ '40001': 3, '40P01': 4, '55P03': 4, '23505': 1, '40002': 1 });
  });
});
