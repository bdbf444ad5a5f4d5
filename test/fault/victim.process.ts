import { advance, eventStreams, type AdvanceOptions } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import { cellKey } from '../support/cell-key.js';
import { faultyFetch, faultyPool, Injector, saboteur, type Choice } from '../support/faults.js';
import { hurried } from './load.js';

/** What its parent asks of it, once it has started. */
export interface Assignment {
  etlUrl: string;
  ownerUrl: string;
  coreUrl: string;
  streams: readonly string[];
  settings: Pick<AdvanceOptions, 'pageRows' | 'replayNights' | 'retentionDays'>;
  /** Where it ends itself, as a power cut would end it. */
  at: Place;
}

/** The nth step of a load, or the nth whose text matches, before it is done or after. */
export type Place =
  | { readonly step: number }
  | { readonly before: string; readonly nth: number }
  | { readonly after: string; readonly nth: number };

function choiceOf(at: Place): Choice {
  if ('step' in at) return (_, { index }) => (index === at.step ? 'catastrophe' : undefined);
  const [text, kind] =
    'before' in at ? [at.before, 'catastrophe' as const] : [at.after, 'aftermath' as const];
  const pattern = new RegExp(text);
  let met = 0;
  return ({ shape }) => (pattern.test(shape) && (met += 1) === at.nth ? kind : undefined);
}

// Exits with 0 when it got through, with 3 when another one leads.
// A loader that ends in the middle of its work: no signal handler, no exit hook, nothing is flushed.
process.on('message', (assignment: Assignment) => {
  const { etlUrl, ownerUrl, coreUrl, streams, settings, at } = assignment;
  const end = (): Promise<never> => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  };
  const injector = new Injector(choiceOf(at), end);
  void (async () => {
    const pool = createPool(etlUrl, 8, hurried.pool);
    const hands = await saboteur(ownerUrl);
    const reached = await advance({
      ...settings,
      cellKey,
      ...hurried.feed,
      streams: eventStreams.filter(({ name }) => streams.includes(name)),
      pool: faultyPool(pool, injector, hands),
      fetch: faultyFetch(injector),
      coreUrl,
      signal: new AbortController().signal,
    });
    process.exit(reached === 'busy' ? 3 : 0);
  })().catch((error: unknown) => {
    process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exit(1);
  });
});
process.send?.('ready');
