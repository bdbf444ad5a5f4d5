import { lockDataDir } from './lock.js';
import { Log } from './logs.js';
import { checkPorts } from './ports.js';
import { report } from './report.js';
import { readSettings, type Settings } from './settings.js';
import { Stack } from './stack.js';

/** npm passes Ctrl-C on to a process that the terminal has already told: the same one, twice. */
const echoMs = 1_000;

async function run(settings: Settings): Promise<number> {
  const log = new Log(process.stdout, { colour: settings.colour });
  const stack = new Stack(settings, log);
  const asked = Promise.withResolvers<0>();
  // A reader that goes away (`npm start | head`) must not take the stack down without order.
  process.stdout.on('error', () => undefined);
  let firstAsked: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAsked !== undefined) {
        if (performance.now() - firstAsked > echoMs) stack.hurryUp();
        return;
      }
      firstAsked = performance.now();
      log.close();
      log.say('vigie', 'Arrêt… / Stopping… (encore une fois / again: sans attendre / at once)');
      asked.resolve(0);
    });
  }
  let code: number;
  try {
    code = await Promise.race([
      stack.start().then(() => asked.promise),
      stack.failure,
      asked.promise,
    ]);
  } catch (error) {
    log.close();
    code = report(error);
  }
  await stack.stop();
  log.close();
  return code;
}

async function main(): Promise<number> {
  let unlock: (() => void) | undefined;
  try {
    const settings = readSettings();
    unlock = lockDataDir(settings.dataDir);
    await checkPorts(settings);
    return await run(settings);
  } catch (error) {
    return report(error);
  } finally {
    unlock?.();
  }
}

process.exitCode = await main();
// A late timer or socket must not hold a stack whose processes have all ended.
process.exit();
