import { createPool, migrate, roleUrl } from '@vigie/warehouse';
import { type EmbeddedServer, startEmbedded } from '@vigie/warehouse/embedded';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Settings } from '../settings.js';

export interface TestDatabase {
  ownerUrl: string;
  dataDir: string;
  server: EmbeddedServer;
  owner: ReturnType<typeof createPool>;
  settings: Settings;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own in a temporary folder, migrated, for the specs of the API. */
export async function startDatabase(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-api-'));
  const server = await startEmbedded({ dataDir, port: await freePort() });
  await migrate({ url: server.url, dataDir });
  const owner = createPool(server.url, 2);
  return {
    ownerUrl: server.url,
    dataDir,
    server,
    owner,
    settings: {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: roleUrl(server.url, 'vigie_api', dataDir),
      databaseSetting: 'DATABASE_URL',
      publicUrl: 'https://vigie.example',
    },
    stop: async () => {
      await owner.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer().on('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
  return promise;
}
