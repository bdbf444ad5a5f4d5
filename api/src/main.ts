import { OperatorError } from '@vigie/warehouse';
import { readSettings } from './settings.js';
import { startApi, type RunningApi } from './start-api.js';

/** Longest wait for answers in flight; the process that started this one allows 25 s. */
const drainWatchdog = 24_000;

function stopOn(signal: NodeJS.Signals, api: RunningApi): void {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), drainWatchdog).unref();
    api.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  });
}

function fail(error: unknown): never {
  // An operator mends a setting with one sentence; anything else is ours, with its stack.
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}

try {
  const api = await startApi(readSettings(process.env));
  stopOn('SIGTERM', api);
  stopOn('SIGINT', api);
  console.log(`API listening on ${api.url}`);
} catch (error) {
  fail(error);
}
