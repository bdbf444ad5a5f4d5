import { createHash } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { connect } from '@vigie/warehouse';
import pg from 'pg';
import { perform, type Injector, type Means } from './faults.injector.js';
import { identityOf, InjectedFault, shapeOf, type FaultKind } from './faults.steps.js';

/** Waits for the leader's answer on a timer of its own; it is no step of the load. */
const heartbeat = 'SELECT 1';

const ofStatements: readonly FaultKind[] = [
  'refused',
  'unheard',
  'killed',
  'mute',
  'deaf',
  'conflict',
];
const ofCommits: readonly FaultKind[] = ['refused', 'unheard', 'killed', 'mute', 'deaf'];
const ofCopies: readonly FaultKind[] = ['refused', 'unheard', 'killed', 'mute', 'deaf'];
/** What is read from the database in a stream: a pause of the socket would not last. */
const ofReads: readonly FaultKind[] = ['killed', 'mute'];

/** What a pool needs to let its connections fail for real. */
export interface Saboteur {
  /** Ends the backend of a session and waits until it is gone. */
  kill(pid: number): Promise<void>;
  /** Asks for a connection where someone listens and never answers. */
  connectToNobody(options: pg.PoolConfig): Promise<never>;
  close(): Promise<void>;
}

/** @param ownerUrl whoever may end the sessions of others */
export async function saboteur(ownerUrl: string): Promise<Saboteur> {
  const held = new Set<Socket>();
  const silent: Server = createServer((socket) => {
    held.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  return {
    async kill(pid) {
      // A connection of its own: one that is kept would not outlive the server.
      const owner = await connect(ownerUrl, 'ownerUrl');
      await owner.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
      await owner.end();
    },
    async connectToNobody({ connectionTimeoutMillis, max }) {
      const nowhere = { host: '127.0.0.1', port, user: 'vigie', database: 'vigie' };
      const limits = {
        ...(connectionTimeoutMillis !== undefined && { connectionTimeoutMillis }),
        ...(max !== undefined && { max }),
      };
      await new pg.Pool({ ...nowhere, ...limits }).connect();
      throw new Error('nobody answered');
    },
    async close() {
      for (const socket of held) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    },
  };
}

/** A pool each of whose steps may fail as the injector decides. */
export function faultyPool(pool: pg.Pool, injector: Injector, saboteur: Saboteur): pg.Pool {
  const take = async (): Promise<pg.PoolClient> => {
    const met = injector.following('connect', ['refused', 'unheard', 'killed', 'mute']);
    if (met.kind === 'refused') throw new InjectedFault('ECONNREFUSED', met.step);
    if (met.kind === 'mute') await saboteur.connectToNobody(pool.options);
    if (met.kind === 'catastrophe') await injector.catastrophe();
    const client = await pool.connect();
    if (met.kind === 'unheard') {
      client.release(true);
      throw new InjectedFault('ECONNRESET', met.step);
    }
    if (met.kind === 'killed') await saboteur.kill(backendOf(client));
    return faultyClient(client, injector, saboteur);
  };
  const query = async (...given: Parameters<typeof pool.query>): Promise<unknown> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await statement(client, injector, saboteur, given);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect') return take;
      if (name === 'query') return query;
      return bound(target, name);
    },
  });
}

function faultyClient(
  client: pg.PoolClient,
  injector: Injector,
  saboteur: Saboteur,
): pg.PoolClient {
  /** What was done in the transaction so far: its end is known by it. */
  let done = createHash('sha256');
  /** The kind of what was done last: a release is known by it. */
  let last: string | undefined;
  const query = (...given: unknown[]): unknown => {
    const [first] = given;
    if (isStream(first)) {
      last = shapeOf(first.text ?? '');
      done.update(first.text ?? '');
      return copy(client, injector, saboteur, first);
    }
    const text = textOf(first);
    if (text === heartbeat) return (client.query as (...a: unknown[]) => unknown)(...given);
    if (text === 'BEGIN') done = createHash('sha256');
    else done.update(text + identityOf(valuesOf(given)));
    const end = text === 'COMMIT' ? done.copy().digest('hex') : '';
    last = shapeOf(text);
    return statement(client, injector, saboteur, given, end);
  };
  const release = (error?: Error | boolean): void => {
    const met = injector.following('release', ['killed'], last);
    if (met.kind === 'catastrophe') void injector.catastrophe();
    if (met.kind !== 'killed') client.release(error);
    // The pool keeps a connection that is about to die: whoever takes it next finds out.
    else void killUnwatched(client, saboteur).then(() => client.release(error));
  };
  return new Proxy(client, {
    get: (target, name) => {
      if (name === 'query') return query;
      if (name === 'release') return release;
      return bound(target, name);
    },
  });
}

async function statement(
  client: pg.PoolClient,
  injector: Injector,
  saboteur: Saboteur,
  given: readonly unknown[],
  end = '',
): Promise<unknown> {
  const text = textOf(given[0]);
  const met =
    text === 'BEGIN' || text === 'ROLLBACK'
      ? injector.following(text, ofCommits)
      : injector.statement(
          text,
          [...valuesOf(given), ...(end === '' ? [] : [end])],
          text === 'COMMIT' ? ofCommits : ofStatements,
        );
  return perform(
    injector,
    met,
    () => (client.query as (...a: readonly unknown[]) => Promise<unknown>)(...given),
    meansOf(client, saboteur),
  );
}

interface CopyStream {
  submit: unknown;
  text?: string;
}

/** A stream into or out of a table, which begins now and ends whenever it does. */
function copy(
  client: pg.PoolClient,
  injector: Injector,
  saboteur: Saboteur,
  stream: CopyStream,
): unknown {
  const into = stream instanceof Writable;
  const { step, kind } = injector.statement(stream.text ?? '', [], into ? ofCopies : ofReads);
  const begin = (): unknown => client.query(stream as unknown as pg.Submittable);
  const means = meansOf(client, saboteur);
  if (kind === 'mute') means.silence?.();
  if (kind === 'deaf') means.deafen?.();
  if (!(into && (kind === 'refused' || kind === 'unheard'))) {
    // The backend goes while the rows are on their way.
    if (kind === 'killed') void killUnwatched(client, saboteur);
    if (kind === 'catastrophe') void injector.catastrophe();
    return begin();
  }
  const failure = new InjectedFault('ECONNRESET', step);
  if (kind === 'refused') {
    return new Writable({
      write: (_chunk, _encoding, done) => done(failure),
      final: (done) => done(failure),
    });
  }
  const sink = begin() as Writable;
  const outer = new Writable({
    write: (chunk, encoding, done) => {
      if (sink.write(chunk, encoding)) done();
      else sink.once('drain', done);
    },
    final: (done) => {
      sink.once('finish', () => done(failure));
      sink.end();
    },
  });
  sink.once('error', (error) => outer.destroy(error));
  return outer;
}

function meansOf(client: pg.PoolClient, saboteur: Saboteur): Means {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  return {
    kill: () => saboteur.kill(backendOf(client)),
    // What the server answers stays in the socket; what is written to it stays in the buffer.
    deafen: () => void stream.pause(),
    silence: () => stream.cork(),
  };
}

/** Ends a session while nobody waits: a server that was stopped meanwhile has ended it already. */
const killUnwatched = (client: pg.PoolClient, saboteur: Saboteur): Promise<void> =>
  saboteur.kill(backendOf(client)).catch(() => undefined);

const backendOf = (client: pg.PoolClient): number =>
  (client as unknown as { processID: number }).processID;

const isStream = (value: unknown): value is CopyStream =>
  typeof (value as { submit?: unknown } | null)?.submit === 'function';

const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : String((query as { text?: string }).text);

const valuesOf = (given: readonly unknown[]): readonly unknown[] => {
  const [query, values] = given;
  const own =
    typeof query === 'object' ? (query as { values?: unknown[] } | null)?.values : undefined;
  return own ?? (Array.isArray(values) ? (values as unknown[]) : []);
};

const bound = (target: object, name: string | symbol): unknown => {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? (value as (...a: unknown[]) => unknown).bind(target) : value;
};
