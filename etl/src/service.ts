import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect, createPool, OperatorError } from '@vigie/warehouse';
import type { Client } from 'pg';
import type { Logger } from 'pino';
import { EtlModule } from './etl.module.js';
import { FeedClient, FeedUnavailableError } from './feed/feed-client.js';
import { assertPrepared } from './prepare-database.js';
import { openCellKey, type CellKey } from './protect/index.js';
import { bindSource } from './reference/source.js';
import { NightWatch } from './schedule/night-watch.service.js';
import { etlUrl, type Settings } from './settings.js';

export interface RunningEtl {
  url: string;
  close(): Promise<void>;
}

/** A feed that is not up yet is waited for; one of another world will never do. */
async function refuseOtherWorld(db: Client, settings: Settings): Promise<void> {
  const manifest = await new FeedClient(settings.VIGIE_CORE_URL)
    .manifest()
    .catch((error: unknown) => {
      if (error instanceof FeedUnavailableError) return undefined;
      throw error;
    });
  if (manifest) await bindSource(db, manifest, settings.VIGIE_REPLAY_NIGHTS);
}

/**
 * Starts the etl as a service: it polls the feed, and answers `/health` and `/metrics`.
 * @throws OperatorError when the database cannot be used as it is or holds another world than the
 * feed serves, or when the port is taken
 */
export async function startEtl(settings: Settings, logger: Logger): Promise<RunningEtl> {
  const { url, setting } = etlUrl(settings);
  const probe = await connect(url, setting);
  let cellKey: CellKey;
  try {
    await assertPrepared(probe);
    cellKey = await openCellKey(probe, settings);
    await refuseOtherWorld(probe, settings);
  } finally {
    await probe.end();
  }
  const module = EtlModule.with(settings, cellKey, createPool(url), logger);
  const adapter = new FastifyAdapter({ forceCloseConnections: true });
  // Nest declares its options as a class, yet takes them as an object.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new ConsoleLogger({ prefix: 'etl', logLevels: ['warn', 'error', 'fatal'] }),
    // A failed start is told by the caller, in one sentence.
    abortOnError: false,
  });
  await app.init();
  let address: string;
  try {
    // The adapter's own way: Nest's would print the error too.
    address = await adapter
      .getInstance()
      .listen({ port: settings.VIGIE_ETL_PORT, host: settings.VIGIE_HOST });
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new OperatorError(
      `The port ${settings.VIGIE_ETL_PORT} is taken: choose another one with VIGIE_ETL_PORT.`,
    );
  }
  // Only now: a service that cannot be seen must not load.
  app.get(NightWatch).start();
  return { url: address, close: () => app.close() };
}
