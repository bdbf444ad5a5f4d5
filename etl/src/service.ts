import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertMigrated, connect, createPool, OperatorError } from '@vigie/warehouse';
import type { Logger } from 'pino';
import { EtlModule } from './etl.module.js';
import { etlUrl, type Settings } from './settings.js';

export interface RunningEtl {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the etl as a service: it polls the feed, and answers `/health` and `/metrics`.
 * @throws OperatorError when the database cannot be used as it is, or the port is taken
 */
export async function startEtl(settings: Settings, logger: Logger): Promise<RunningEtl> {
  const { url, setting } = etlUrl(settings);
  const probe = await connect(url, setting);
  try {
    await assertMigrated(probe);
  } finally {
    await probe.end();
  }
  const module = EtlModule.with(settings, createPool(url), logger);
  const adapter = new FastifyAdapter({ forceCloseConnections: true });
  // Nest declares its options as a class, yet takes them as an object.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new ConsoleLogger({ prefix: 'etl', logLevels: ['warn', 'error', 'fatal'] }),
    // A failed start is told by the caller, in one sentence.
    abortOnError: false,
  });
  app.enableShutdownHooks([]);
  try {
    await app.listen(settings.VIGIE_ETL_PORT, settings.VIGIE_HOST);
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new OperatorError(
      `The port ${settings.VIGIE_ETL_PORT} is taken: choose another one with VIGIE_ETL_PORT.`,
    );
  }
  return { url: await app.getUrl(), close: () => app.close() };
}
