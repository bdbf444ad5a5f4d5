import { describe, expect, it, vi } from 'vitest';
import { documents, edgeWorld, type EdgeWorld } from '../../support/edge-world.js';
import type { PartialRow } from '../../support/scripted-feed.js';

/** Valid by their keys, and of nobody: what must be echoed nowhere. */
const planted = {
  nir: '255081416802538',
  rpps: '10001234565',
  email: 'camille.exemple@medecin.example.fr',
};
const traces = [/2550814168/, /1000123456/, /camille\.exemple/];

/** What a row of a page carries, and where. */
const cases: [name: string, column: string, row: PartialRow, added?: 'text' | 'int8'][] = [
  ['a NIR in a known column', 'sector', { sector: planted.nir }],
  ['a NIR among other words', 'release', { release: `version de ${planted.nir}` }],
  ['an RPPS', 'vendor', { vendor: planted.rpps }],
  ['an RPPS as a national identifier', 'vendor', { vendor: `8${planted.rpps}` }],
  ['an e-mail address', 'profession', { profession: `<${planted.email}>` }],
  [
    'a NIR in a column of whole numbers nobody declared',
    'added',
    { added: BigInt(planted.nir) },
    'int8',
  ],
  ['an address in a column nobody declared', 'added', { added: planted.email }, 'text'],
  ['a NIR in bytes', 'actor', { actor: Buffer.from(`0${planted.nir}`) }],
];

async function loadWatched(world: EdgeWorld): Promise<string> {
  const said: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0),
  ];
  try {
    await world.load({
      observer: { stopped: (error) => void said.push(error.message, String(error.stack)) },
    });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return said.join('\n');
}

describe('an identity in an anonymous feed', () => {
  it.each(cases)(
    'B3 37: %s stops its stream before anything is written, and is echoed nowhere',
    async (_, column, row, added) => {
      const world = await edgeWorld({ loaded: ['documents', 'roster', 'visits'] });
      const { feed } = world;
      feed.emit('documents', '2026-10-05', [documents(3, { actor: 'one' })]);
      if (added) {
        feed.reshape('documents', (columns) => [...columns, { name: 'added', type: added }]);
        for (const { row: other } of feed.emissions('documents', '2026-10')) {
          Object.assign(other, { added: added === 'text' ? '' : 0n });
        }
      }
      const clean = added === undefined ? {} : { added: added === 'text' ? '' : 0n };
      feed.emit('documents', '2026-10-06', [
        ...Array.from({ length: 200 }, () => documents(1, clean)),
        documents(5, { ...clean, ...row }),
      ]);
      feed.emit('documents', '2026-10-07', [documents(7, clean)]);
      feed.emit('documents', '2026-11-10', [documents(9, { ...clean, period: '2026-11-10' })]);
      feed.emit('visits', '2026-11-01', [{ visits: 5 }]);
      const said = await loadWatched(world);
      expect(said).toContain('etl resume documents');
      expect(await world.stopped()).toEqual([
        { stream: 'documents', reason: 'identity', field: column },
      ]);
      // The page before it stands, nothing of it or after it does, the other streams go on.
      expect(await world.ledger()).toMatchObject([{ received: 1, applied: 1 }]);
      expect(await world.ledger('visits')).toMatchObject([{ applied: 1 }]);
      expect(await world.held()).toEqual([]);
      const everything = `${said}\n${await world.everything()}`;
      for (const trace of traces) expect(everything).not.toMatch(trace);
      const hex = Buffer.from(planted.nir).toString('hex');
      expect(everything).not.toContain(hex.slice(0, 20));
    },
  );

  it('goes on once the source is mended and an operator resumes it', async () => {
    const world = await edgeWorld({ loaded: ['documents', 'visits'] });
    const { feed } = world;
    feed.emit('documents', '2026-10-05', [documents(3, { actor: 'one' })]);
    feed.emit('documents', '2026-10-06', [documents(5, { actor: 'two', vendor: planted.email })]);
    await world.load();
    expect(await world.stopped()).toHaveLength(1);
    // Nothing more is asked of it meanwhile.
    const asked = feed.asked.filter(({ stream }) => stream === 'documents').length;
    feed.advanceTo('2026-11-22');
    await world.load();
    expect(feed.asked.filter(({ stream }) => stream === 'documents')).toHaveLength(asked);
    expect((await world.command('resume', 'visits')).err).toMatch(
      /visits is not stopped\. Stopped are: documents\./,
    );

    const [mended] = feed
      .emissions('documents', '2026-10')
      .filter(({ day }) => day === '2026-10-06');
    Object.assign(mended!.row, { vendor: 'v-mdv-01' });
    const resumed = await world.command('resume', 'documents');
    expect(resumed).toMatchObject({ code: 0, err: '' });
    feed.advanceTo('2026-11-23');
    await world.load();
    expect(await world.stopped()).toEqual([]);
    expect(await world.total('2026-10')).toBe(8);
  });

  it('in an archive leaves nothing of its month, and in an answer that quotes it no trace', async () => {
    const world = await edgeWorld({ historyFrom: '2026-06', loaded: ['documents', 'visits'] });
    const { feed } = world;
    feed.emit('documents', '2026-06-05', [
      ...Array.from({ length: 9 }, (_, at) => documents(1, { actor: `one ${at}` })),
      documents(2, { actor: 'zz', sector: `x${planted.nir}` }),
    ]);
    await world.load({ pageRows: 4 });
    expect(await world.stopped()).toMatchObject([{ stream: 'documents' }]);
    expect(await world.ledger()).toEqual([]);
    expect(await world.total('2026-06')).toBe(0);

    feed.tamper = ({ stream }, answer) =>
      stream === 'visits'
        ? { ...answer, status: 500, body: Buffer.from(`no row for ${planted.email}`) }
        : undefined;
    feed.advanceTo('2026-11-22');
    const failure = await world.load().catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(Error);
    const told = `${(failure as Error).message}\n${String((failure as Error).stack)}\n${await world.everything()}`;
    expect(told).toMatch(/answers 500/);
    for (const trace of traces) expect(told).not.toMatch(trace);
  });
});
