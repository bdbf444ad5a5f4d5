import { describe, expect, it } from 'vitest';
import {
  documents,
  edgeWorld,
  marketVendors,
  professional,
  type EdgeWorld,
} from '../support/edge-world.js';

const month = '2026-11';

interface Shown {
  value: number;
  errata: boolean;
  publication: number;
}

/** What readers see of the nation's documents, as of the last edition or of one before. */
async function shown(world: EdgeWorld, edition?: number): Promise<Shown | undefined> {
  const [cell] = await world.rows<Shown>(
    `SELECT value, errata, publication FROM published.cell
     WHERE measure = 'feeding.documents' AND cuboid = 'month.nation' AND period = $1
       AND valid_from <= coalesce($2, (SELECT vintage FROM published.current))
       AND (valid_to IS NULL OR valid_to > coalesce($2, (SELECT vintage FROM published.current)))`,
    [month, edition ?? null],
  );
  return cell;
}

const publishing = (...names: string[]): string[] => ['errata', 'publish', ...names];

describe('what changes after it was final', () => {
  it('keeps its value and says so, until someone publishes it once more and says why', async () => {
    const world = await edgeWorld({
      historyFrom: month,
      feedDay: '2026-12-20',
      submitting: marketVendors,
    });
    const { feed } = world;
    feed.emit(
      'documents',
      '2026-11-05',
      Array.from({ length: 20 }, (_, n) =>
        documents(100, { ...professional(n), period: '2026-11-05' }),
      ),
    );
    feed.submit('documents', '2026-11-05', '2026-11-05');
    await world.load();
    const final = await shown(world);
    expect(final).toMatchObject({ errata: false, publication: 3 });
    const before = await world.rows<{ vintage: number }>('SELECT vintage FROM published.current');

    feed.emit('documents', '2026-12-21', [
      documents(70, { ...professional(0), period: '2026-11-06' }),
    ]);
    feed.submit('documents', '2026-11-06', '2026-12-21');
    feed.advanceTo('2026-12-21');
    await world.load();
    expect(await shown(world)).toEqual({ ...final, errata: true });
    expect(await world.total(month)).toBe(2_070);
    const { out } = await world.command('errata');
    expect(out).toContain(`feeding.documents ${month}: `);

    // Without who and why, of what did not change, or of no measure: nothing is published.
    const deciding = ['--by', 'operator', '--because', 'a day of v-mdv-01 came late'];
    const refusals = [
      await world.command(...publishing('feeding.documents', month)),
      await world.command(...publishing('feeding.documents', '2026-12'), ...deciding),
      await world.command(...publishing('feeding.nothing', month), ...deciding),
    ];
    for (const { code, err } of refusals) expect([code, err.length > 10]).toEqual([1, true]);
    expect(await shown(world)).toEqual({ ...final, errata: true });

    const done = await world.command(...publishing('feeding.documents', month), ...deciding);
    expect(done.err).toBe('');
    const corrected = await shown(world);
    expect(corrected).toMatchObject({ errata: true, publication: 4 });
    // The noise covers what one came late with: 0.35 of it is its standard deviation.
    expect(corrected?.value).not.toBe(final?.value);
    expect(Math.abs((corrected?.value ?? 0) - 2_070)).toBeLessThan(4.74 * 0.35 * 170);
    // The edition before still answers as it did.
    expect(await shown(world, before[0]?.vintage)).toEqual(final);
    expect(
      await world.rows(
        `SELECT DISTINCT asked_by, because FROM published.publication WHERE publication = 4`,
      ),
    ).toEqual([{ asked_by: 'operator', because: 'a day of v-mdv-01 came late' }]);

    // Once.
    const again = await world.command(...publishing('feeding.documents', month), ...deciding);
    expect([again.code, again.err]).toEqual([1, expect.stringMatching(/fourth time already/)]);
  });
});
