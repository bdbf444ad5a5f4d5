import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './errors.js';
import type { Settings } from './settings.js';

/** Refuses to start on a taken port, before anything runs, naming the setting to change. */
export async function checkPorts(settings: Settings): Promise<void> {
  const wanted: [variable: string, port: number][] = [
    ['VIGIE_WEB_PORT', settings.ports.web],
    ['VIGIE_API_PORT', settings.ports.api],
    ['VIGIE_CORE_PORT', settings.ports.core],
    ['VIGIE_ETL_PORT', settings.ports.etl],
  ];
  if (settings.isTrial) wanted.push(['VIGIE_ISSUER_PORT', settings.ports.issuer]);
  if (settings.databaseUrl === undefined) wanted.push(['VIGIE_PG_PORT', settings.ports.postgres]);

  const seen = new Map<number, string>();
  for (const [variable, port] of wanted) {
    const other = seen.get(port);
    if (other !== undefined) {
      throw new StackError(
        `${other} et ${variable} demandent le même port ${port} : changez l'un des deux.`,
        `${other} and ${variable} ask for the same port ${port}: change one of them.`,
      );
    }
    seen.set(port, variable);
    // The embedded server keeps to this machine, wherever the others listen.
    const host = variable === 'VIGIE_PG_PORT' ? '127.0.0.1' : settings.host;
    if (await isFree(port, host)) continue;
    if (variable === 'VIGIE_PG_PORT' && isLeftover(settings.dataDir, port)) continue;
    throw new StackError(
      `Le port ${port} est déjà pris : choisissez-en un autre avec ${variable}.`,
      `Port ${port} is already taken: choose another one with ${variable}.`,
    );
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The server of a killed run still holds the port: starting anew stops it first. */
function isLeftover(dataDir: string, port: number): boolean {
  try {
    const lines = readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(lines[0]), 0);
    return Number(lines[3]) === port;
  } catch {
    return false;
  }
}
