import { startEmbedded } from '@vigie/warehouse/embedded';
import { lockDataDir } from './lock.js';
import { Log } from './logs.js';
import { startProcess } from './processes.js';
import { report } from './report.js';
import { resetProcess } from './services.js';
import { readSettings } from './settings.js';

/** `npm run reset`: the command of the etl, with the embedded server up for as long as it takes. */
async function main(): Promise<number> {
  let unlock: (() => void) | undefined;
  try {
    const settings = readSettings();
    unlock = lockDataDir(settings.dataDir);
    const log = new Log(process.stdout, { colour: settings.colour });
    const { dataDir, ports, databaseUrl } = settings;
    const server =
      databaseUrl === undefined
        ? await startEmbedded({ dataDir, port: ports.postgres })
        : undefined;
    try {
      const ownerUrl = databaseUrl ?? server?.url ?? '';
      const args = process.argv.slice(2);
      const { code } = await startProcess(resetProcess(settings, ownerUrl, args), log).ended;
      return code ?? 1;
    } finally {
      await server?.stop();
    }
  } catch (error) {
    return report(error);
  } finally {
    unlock?.();
  }
}

process.exitCode = await main();
