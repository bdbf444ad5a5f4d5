import { startEmbedded } from '@vigie/warehouse/embedded';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that this run started: its owner's address and the folder of its secrets. */
    postgres: { url: string; dataDir: string };
  }
}

/** One PostgreSQL for the whole run; each spec file gets databases of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigie-test-pg-'));
  const server = await startEmbedded({ dataDir, port: await freePort() });
  project.provide('postgres', { url: server.url, dataDir });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
