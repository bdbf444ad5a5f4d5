import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './errors.js';

/**
 * Makes the data directory this run's own; the returned function gives it back. A lock whose
 * process is gone (a killed run, a restarted machine) is taken over.
 */
export function lockDataDir(dataDir: string): () => void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unwritable(dataDir, error);
  }
  const file = join(dataDir, 'stack.pid');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(dataDir, error);
    }
    const holder = Number.parseInt(readFileSync(file, 'utf8'), 10);
    if (runs(holder)) {
      throw new StackError(
        `Vigie tourne déjà sur ${dataDir} (processus ${holder}) : arrêtez-la, ou choisissez un autre dossier avec VIGIE_DATA_DIR.`,
        `Vigie already runs on ${dataDir} (process ${holder}): stop it, or choose another folder with VIGIE_DATA_DIR.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw unwritable(dataDir, new Error('lock'));
}

function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    // The id of a killed run may belong to another program by now.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start');
  } catch {
    return true;
  }
}

function unwritable(dataDir: string, error: unknown): StackError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new StackError(
    `Le dossier ${dataDir} ne peut pas être écrit (${code ?? message}) : choisissez-en un autre avec VIGIE_DATA_DIR.`,
    `The folder ${dataDir} cannot be written (${code ?? message}): choose another one with VIGIE_DATA_DIR.`,
  );
}
