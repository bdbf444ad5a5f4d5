import { OperatorError, readSettings, startWeb } from './index.ts';

try {
  const settings = readSettings(process.env);
  const web = await startWeb(settings);
  console.log(`web: listening on ${web.url}, API at ${settings.apiUrl}`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void web.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
