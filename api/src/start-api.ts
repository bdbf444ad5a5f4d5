import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertMigrated, connect, OperatorError, openReader } from '@vigie/warehouse';
import { createApp } from './create-app.js';
import { type Settings } from './settings.js';

export interface RunningApi {
  /** Base address, with the port that was really taken. */
  url: string;
  /** Finishes the answers in flight, then lets go of the database. */
  close(): Promise<void>;
}

/** How long answers in flight may still take once the process was asked to stop. */
const drainTime = 15_000;

/**
 * Starts the API. Throws an OperatorError, one sentence that names the setting or the command,
 * when the database cannot be reached, is not migrated, or the port is taken.
 */
export async function startApi(settings: Settings): Promise<RunningApi> {
  await checkDatabase(settings);
  const reader = openReader(settings.databaseUrl);
  const app = await createApp({
    db: reader.db,
    publicUrl: settings.publicUrl,
    isProduction: settings.isProduction ?? false,
    issuers: settings.issuers ?? [],
    limits: settings.limits ?? {},
  });
  let url: string;
  try {
    // Fastify's own listen: Nest's would print the failure that is told below.
    url = await app
      .getHttpAdapter()
      .getInstance()
      .listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await app.close();
    await reader.close();
    throw listenFailed(error, settings);
  }
  return {
    url,
    close: async () => {
      await drain(app);
      await reader.close();
    },
  };
}

async function checkDatabase(settings: Settings): Promise<void> {
  const client = await connect(settings.databaseUrl, settings.databaseSetting);
  try {
    await assertMigrated(client);
  } catch (error) {
    throw refused(error, settings.databaseSetting);
  } finally {
    await client.end();
  }
}

/** A role without any right on the database has no right to read its version either. */
function refused(error: unknown, setting: string): unknown {
  const insufficientPrivilege = '42501';
  if ((error as { code?: string }).code !== insufficientPrivilege) return error;
  return new OperatorError(
    `The database refuses to show its version: run "migrate" with this release, or correct ${setting}.`,
    { cause: error },
  );
}

async function drain(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  // A connection kept alive after its last answer would hold the stop up.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), drainTime);
  await app.close();
  clearInterval(sweep);
  clearTimeout(cut);
}

function listenFailed(error: unknown, { port, host }: Settings): unknown {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program: free it, or choose another with VIGIE_API_PORT.`,
    EACCES: `Port ${port} is reserved to the system: choose one above 1023 with VIGIE_API_PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: correct VIGIE_HOST.`,
    ENOTFOUND: `The host ${host} is unknown: correct VIGIE_HOST.`,
  };
  const sentence = sentences[(error as { code?: string }).code ?? ''];
  return sentence === undefined ? error : new OperatorError(sentence, { cause: error });
}
