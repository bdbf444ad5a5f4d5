import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, type EdgeWorld } from '../../support/edge-world.js';
import {
  withHeader,
  type PartialRow,
  type ScriptedAnswer,
  type Tampering,
} from '../../support/scripted-feed.js';
import { unbalancedPages } from '../../support/warehouse.js';

const month = '2026-10';
const many = (count: number): PartialRow[] =>
  Array.from({ length: count }, (_, at) => documents(1, { actor: `actor ${at}` }));

/** A page's answer with another body, sealed as if it were whole. */
const sealed = (answer: ScriptedAnswer, body: Uint8Array): ScriptedAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'vigie-sha256': createHash('sha256').update(body).digest('hex') },
  body,
});

type Change = (answer: ScriptedAnswer) => ScriptedAnswer | 'cut' | 'reset';

/** Each time the page of documents is asked another of these answers, then the right one. */
function answering(changes: readonly Change[]): Tampering {
  return (asked, answer) =>
    asked.stream === 'documents' && asked.rows.length > 0
      ? changes[asked.attempt - 1]?.(answer)
      : undefined;
}

/** Loads one page that comes wrong each time but the last; none of them may leave a row. */
async function refusals(world: EdgeWorld, changes: readonly Change[]): Promise<string[]> {
  world.feed.tamper = answering(changes);
  const received: number[] = [];
  await world.load({
    patience: changes.map(() => 0),
    observer: {
      page: ({ received: rows }, { stream }) => {
        if (stream.name === 'documents') received.push(rows);
      },
    },
  });
  expect(received).toHaveLength(1);
  expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  const refused = (await world.ledger()).filter(({ status }) => status === 'refused');
  for (const line of refused) expect(line).toMatchObject({ received: 0, applied: 0 });
  return refused.map(({ reason }) => reason?.split(':')[0] ?? '');
}

describe('a page', () => {
  it('B3 12: that is cut anywhere, at each kilobyte, is refused whole, sealed anew or not', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-05', many(300));
    let size = 0;
    const probe: Change = (answer) => {
      size = answer.body.length;
      return 'cut';
    };
    expect(await refusals(world, [probe])).toEqual([]);
    expect(size).toBeGreaterThan(10_000);

    const cuts = Array.from({ length: Math.ceil(size / 1024) }, (_, at) => at * 1024);
    const changes = cuts.flatMap((at): Change[] => [
      (answer) => ({ ...answer, body: answer.body.subarray(0, at) }),
      (answer) => sealed(answer, answer.body.subarray(0, at)),
    ]);
    const other = await edgeWorld();
    other.feed.emit('documents', '2026-10-05', many(300));
    const reasons = await refusals(other, changes);
    expect(reasons).toHaveLength(changes.length);
    expect(reasons.filter((_, at) => at % 2 === 0)).toEqual(cuts.map(() => 'digest'));
    for (const reason of reasons.filter((_, at) => at % 2 === 1)) {
      expect(['count', 'arrow', 'schema']).toContain(reason);
    }
    expect(await other.total(month)).toBe(300);
  });

  it('B3 12: that is packed badly, or breaks off, or lacks a header, leaves nothing', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-05', many(20));
    const packed = (answer: ScriptedAnswer): Buffer => gzipSync(answer.body);
    const broken: Change = (answer) => {
      const body = packed(answer);
      body.writeUInt32LE(0, body.length - 8);
      return { ...withHeader(answer, 'content-encoding', 'gzip'), body };
    };
    const headers = ['rows', 'sha256', 'next', 'more', 'schema-version'].map(
      (name): Change =>
        (answer) =>
          withHeader(answer, `vigie-${name}`),
    );
    const reasons = await refusals(world, [broken, () => 'cut', () => 'reset', ...headers]);
    expect(reasons).toEqual(headers.map(() => 'header'));
    expect(await world.total(month)).toBe(20);
  });

  it('B3 13: that announces another count, or another digest, is refused', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-05', many(20));
    const counts = ['19', '21', '0', '-20', '20.5', 'twenty', '', '1e309'].map(
      (rows): Change =>
        (answer) =>
          withHeader(answer, 'vigie-rows', rows),
    );
    const digests = ['', '0'.repeat(64)].map(
      (digest): Change =>
        (answer) =>
          withHeader(answer, 'vigie-sha256', digest),
    );
    expect(await refusals(world, [...counts, ...digests])).toEqual([
      ...counts.map(() => 'count'),
      ...digests.map(() => 'digest'),
    ]);
    expect(await world.total(month)).toBe(20);
  });

  it('B3 12: is asked again only so often: the stream waits, what stands stays, the others go on', async () => {
    const world = await edgeWorld({ loaded: ['documents', 'roster', 'visits'] });
    world.feed.emit('documents', '2026-10-05', many(3));
    world.feed.emit('visits', '2026-11-01', [{ visits: 5 }]);
    await world.load();
    world.feed.emit('documents', '2026-11-22', many(4));
    world.feed.emit('roster', '2026-12-01', [{ ordered: 1, installed: 1 }]);
    world.feed.emit('visits', '2026-12-01', [{ visits: 7 }]);
    world.feed.advanceTo('2026-12-02');
    world.feed.tamper = ({ stream }, answer) =>
      stream === 'documents' ? withHeader(answer, 'vigie-rows', '1') : undefined;
    await expect(world.load({ patience: [0, 0] })).rejects.toThrow(/announced/);
    expect((await world.ledger()).filter(({ status }) => status === 'refused')).toHaveLength(3);
    expect(await world.total(month)).toBe(3);
    expect((await world.command('stop', 'documents')).code).toBe(0);
    await world.load();
    expect(await world.stopped()).toEqual([
      { stream: 'documents', reason: 'operator', field: null },
    ]);
    expect(await world.ledger('roster')).toMatchObject([{ applied: 1 }]);
    expect((await world.command('resume', 'documents')).code).toBe(0);
    world.feed.tamper = undefined;
    world.feed.advanceTo('2026-12-03');
    await world.load();
    expect(await world.total(month)).toBe(3);
    expect((await world.ledger()).at(-1)).toMatchObject({ applied: 4 });
  });
});

describe('an archive that changes', () => {
  it('B3 5: a page that was read and has another content now is refused, and what stands stays', async () => {
    const world = await edgeWorld({ historyFrom: '2026-06' });
    world.feed.emit('documents', '2026-06-05', many(10));
    await world.load();
    expect(await world.total('2026-06')).toBe(10);
    const rebuilt = await world.command('rebuild', '--stream', 'documents', '--to', '2026-06');
    expect(rebuilt).toMatchObject({
      code: 0,
      out: expect.stringContaining('from the archive') as string,
    });

    world.feed.emit('documents', '2026-06-06', many(5));
    const refused = await world.command('rebuild', '--stream', 'documents', '--to', '2026-06');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/another one than was loaded/);
    expect(await world.total('2026-06')).toBe(10);
  });
});

describe('what is sent', () => {
  const states = (world: EdgeWorld) =>
    world.rows<{ period: string; submitter: string; state: string }>(
      `SELECT period, submitter, state FROM ops.completeness_state
       WHERE stream = 'documents' AND period BETWEEN '2026-11-10' AND '2026-11-13'
       ORDER BY period, submitter`,
    );

  it('B3 6: a day before the one it follows is taken, and the gap is told', async () => {
    const world = await edgeWorld({
      submitting: ['v-mdv-01'],
      feedDay: '2026-11-12',
      historyFrom: '2026-09',
    });
    const { feed } = world;
    for (const day of ['2026-11-10', '2026-11-12']) {
      feed.emit('documents', day, [documents(3, { period: day })]);
      feed.submit('documents', day, day);
    }
    await world.load();
    feed.advanceTo('2026-11-14');
    await world.load();
    expect((await states(world)).map(({ period, state }) => `${period} ${state}`)).toEqual([
      '2026-11-10 received',
      '2026-11-11 late',
      '2026-11-12 received',
      '2026-11-13 awaited',
    ]);
    feed.emit('documents', '2026-11-15', [documents(4, { period: '2026-11-11' })]);
    feed.submit('documents', '2026-11-11', '2026-11-15');
    feed.advanceTo('2026-11-15');
    await world.load();
    expect((await states(world))[1]).toMatchObject({ period: '2026-11-11', state: 'received' });
    const [part] = await world.rows<{ through: string }>(
      `SELECT through FROM ingest.part WHERE stream = 'documents' AND month = '2026-11'`,
    );
    expect(part).toEqual({ through: '2026-11-15' });
  });

  it('B3 14: nothing at all is not zero, and zero is zero', async () => {
    const world = await edgeWorld({
      submitting: ['v-mdv-01', 'v-mdv-02'],
      feedDay: '2026-11-12',
      historyFrom: '2026-09',
    });
    const { feed } = world;
    feed.emit('documents', '2026-11-10', [documents(3, { period: '2026-11-10' })]);
    // One record for each of the two: three rows, and none.
    feed.submit('documents', '2026-11-10', '2026-11-10');
    await world.load();
    feed.advanceTo('2026-11-15');
    await world.load();
    expect(await states(world)).toMatchObject([
      { period: '2026-11-10', submitter: 'v-mdv-01', state: 'received' },
      { period: '2026-11-10', submitter: 'v-mdv-02', state: 'zero' },
      { period: '2026-11-11', submitter: 'v-mdv-01', state: 'late' },
      { period: '2026-11-11', submitter: 'v-mdv-02', state: 'late' },
      { period: '2026-11-12', state: 'late' },
      { period: '2026-11-12', state: 'late' },
      { period: '2026-11-13', state: 'late' },
      { period: '2026-11-13', state: 'late' },
    ]);
    // Pages without rows move the cursor and leave no line.
    expect(await world.ledger()).toHaveLength(1);
  });
});

describe('a page of bad rows', () => {
  it('B3 21: is kept whole where more than three in ten are bad; the part goes on, what stood stays', async () => {
    const world = await edgeWorld();
    const bad = (count: number) =>
      Array.from({ length: count }, () => documents(1, { vendor: 'v-mdv-999' }));
    world.feed.emit('documents', '2026-10-05', [...many(70), ...bad(30)]);
    world.feed.emit('documents', '2026-10-06', [...many(69), ...bad(31)]);
    world.feed.emit('documents', '2026-10-07', many(10));
    const told: string[] = [];
    await world.load({
      observer: { kept: (stream, of, reason) => void told.push(`${stream} ${of}: ${reason}`) },
    });
    expect(told).toEqual([
      'documents 2026-10: bad_rows: 31 of 100 rows, most by vendor (unknown_value)',
    ]);
    expect(await world.ledger()).toMatchObject([
      { status: 'applied', received: 100, applied: 70, quarantined: 30 },
      { status: 'quarantined', received: 100, applied: 0, quarantined: 100 },
      { status: 'applied', received: 10, applied: 10 },
    ]);
    expect(await world.total(month)).toBe(80);
    expect(await world.rows('SELECT state FROM ingest.quarantined_page')).toEqual([
      { state: 'held' },
    ]);
    // Once it has moved on, a restart does not ask for it again.
    await world.load();
    expect(await world.ledger()).toHaveLength(3);
  });
});
