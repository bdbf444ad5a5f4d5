import { randomBytes } from 'node:crypto';
import { startEmbedded, type EmbeddedServer } from '@vigie/warehouse/embedded';
import { AlreadyTold, StackError } from './errors.js';
import { untilAnswers, untilFirstVintage } from './health.js';
import type { Log } from './logs.js';
import {
  startProcess,
  stopInOrder,
  type Ending,
  type ProcessDeclaration,
  type RunningProcess,
} from './processes.js';
import {
  apiProcess,
  coreProcess,
  etlProcess,
  issuerProcess,
  localUrl,
  migrateProcess,
  trialAccounts,
  webProcess,
  type ServiceName,
} from './services.js';
import type { Settings } from './settings.js';

const graceMs = 25_000;

/**
 * All processes of Vigie on one machine: started in order, stopped in reverse, and none goes on
 * without the others.
 */
export class Stack {
  private readonly running: RunningProcess[] = [];
  private server: Promise<EmbeddedServer> | undefined;
  private stopping: Promise<void> | undefined;
  private readonly abort = new AbortController();
  private readonly hurry = Promise.withResolvers<undefined>();
  private readonly failed = Promise.withResolvers<never>();

  constructor(
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    // Whoever waits for the failure comes later; an early one must not count as unhandled.
    this.failed.promise.catch(() => undefined);
  }

  /** Rejects when a process dies by itself; never resolves. */
  get failure(): Promise<never> {
    return this.failed.promise;
  }

  async start(): Promise<void> {
    // The core needs no database: it gets ready while the server starts and migrates.
    this.launch(coreProcess(this.settings));
    const ownerUrl = this.settings.databaseUrl ?? (await this.startServer());
    await this.command(migrateProcess(this.settings, ownerUrl));
    const issuerSecret = randomBytes(24).toString('base64url');
    if (this.settings.isTrial) {
      await this.command(trialAccounts(this.settings, ownerUrl));
      this.launch(issuerProcess(this.settings, issuerSecret));
    }
    this.launch(apiProcess(this.settings, ownerUrl, issuerSecret));
    this.launch(webProcess(this.settings));
    await this.untilHealthy('core');
    this.launch(etlProcess(this.settings, ownerUrl));
    await Promise.all((['api', 'etl', 'web'] as const).map((name) => this.untilHealthy(name)));
    this.log.say('vigie', 'Premières données en chargement. / Loading the first data.');
    await untilFirstVintage(localUrl(this.settings, 'api'), this.abort.signal);
    await untilAnswers(`${localUrl(this.settings, 'web')}/`, this.abort.signal);
    this.log.say('vigie', `→ ${this.settings.publicUrl}`);
  }

  /** Stops everything in reverse order. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  /** Waits no longer for what is being stopped. */
  hurryUp(): void {
    this.hurry.resolve(undefined);
  }

  private async startServer(): Promise<string> {
    this.log.say('postgres', 'Démarrage de PostgreSQL. / Starting PostgreSQL.');
    const { dataDir, ports } = this.settings;
    this.server = startEmbedded({
      dataDir,
      port: ports.postgres,
      log: (line) => this.relay(line),
    });
    const server = await this.server;
    void server.ended.then(() => this.fail('postgres', { code: null, signal: null }));
    return server.url;
  }

  /** Routine (`LOG:`, a client that came too early) is of no use to the reader; complaints are. */
  private relay(line: string): void {
    if (/\bLOG: {2}|the database system is starting up/.test(line)) return;
    const level = /\b(FATAL|PANIC|ERROR): {2}/.test(line) ? 'error' : 'info';
    this.log.say('postgres', line.replace(/^[\d-]+ [\d:.]+ \S+ \[\d+\] /, ''), level);
  }

  /** Runs to its end what the others need done before. */
  private async command(declaration: ProcessDeclaration): Promise<void> {
    this.stopIfAborted();
    const running = startProcess(declaration, this.log);
    this.running.push(running);
    const { code } = await running.ended;
    this.stopIfAborted();
    // The command has said what is wrong, in its own sentence: its code is passed on.
    if (code !== 0) throw new AlreadyTold(code ?? 1);
  }

  private launch(declaration: ProcessDeclaration): void {
    this.stopIfAborted();
    const running = startProcess(declaration, this.log);
    this.running.push(running);
    void running.ended.then((ending) => this.fail(running.name, ending));
  }

  private async untilHealthy(service: ServiceName): Promise<void> {
    await untilAnswers(`${localUrl(this.settings, service)}/health`, this.abort.signal, (answer) =>
      answer.body === null ? true : answer.body.cancel().then(() => true),
    );
  }

  private fail(name: string, { code, signal }: Ending): void {
    if (this.stopping !== undefined) return;
    const how = signal ?? (code === null ? '' : `code ${code}`);
    const suffix = how === '' ? '' : ` (${how})`;
    this.failed.reject(
      new StackError(
        `Le processus ${name} s'est arrêté${suffix} : arrêt de l'ensemble.`,
        `The process ${name} ended${suffix}: stopping everything.`,
        // Even a polite end is a failure here: the others cannot go on alone.
        code === null || code === 0 ? 1 : code,
      ),
    );
  }

  private stopIfAborted(): void {
    this.abort.signal.throwIfAborted();
  }

  private async stopAll(): Promise<void> {
    this.abort.abort(new StackError('Arrêt demandé.', 'Asked to stop.', 0));
    const inReverse = this.running.toReversed();
    const killed = await stopInOrder(inReverse, graceMs, this.hurry.promise);
    for (const { name } of killed) {
      this.log.say('vigie', `${name} : tué, sans réponse / killed, no answer.`, 'warn');
    }
    // A server that is still starting is waited for, then stopped; one that failed has said so.
    const server = await this.server?.catch(() => undefined);
    await server?.stop();
  }
}
