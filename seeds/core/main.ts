import pino from 'pino';
import { ScenarioError } from './calibration/scenario.js';
import { readSettings, SettingsError, type Settings } from './settings.js';
import { startCore } from './start.js';

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function read(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (error instanceof SettingsError) fail(error.message);
    throw error;
  }
}

const settings = read();
const logger = pino({ name: 'core', level: settings.VIGIE_LOG_LEVEL });

try {
  const core = await startCore({
    port: settings.VIGIE_CORE_PORT,
    host: settings.VIGIE_HOST,
    seed: settings.VIGIE_SEED,
    scenario: settings.VIGIE_SCENARIO,
    scale: settings.VIGIE_SCALE,
    clock: settings.VIGIE_CLOCK,
    faults: settings.VIGIE_CORE_FAULTS,
    logger,
  });
  logger.info(`feeds at ${core.url}/feeds`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void core.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  if (error instanceof ScenarioError) fail(error.message);
  const { code } = error as NodeJS.ErrnoException;
  const where = `${settings.VIGIE_HOST}:${settings.VIGIE_CORE_PORT}`;
  if (code === 'EADDRINUSE') {
    fail(`${where} is already in use: give the core another port with VIGIE_CORE_PORT.`);
  }
  if (code === 'EACCES') fail(`${where} may not be opened: choose VIGIE_CORE_PORT above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    fail(`${settings.VIGIE_HOST} is not an address of this machine: check VIGIE_HOST.`);
  }
  throw error;
}
