import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  pid: number;
  name: string;
  peakMegabytes: number;
}

/**
 * Peak resident memory of every descendant of a process, from Linux's own high-water mark;
 * empty on other systems, which keep none that can be read from outside.
 */
export function memoryOfDescendants(ancestor: number): ProcessMemory[] {
  if (process.platform !== 'linux') return [];
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStatus);
  const found = new Set([ancestor]);
  // Ids do not tell the order of birth once they have wrapped: go on until nothing is added.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid)).map(({ parent: _parent, ...memory }) => memory);
}

function readStatus(pid: string): (ProcessMemory & { parent: number })[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return [
      {
        pid: Number(pid),
        parent: field('PPid'),
        name: nameOf(command),
        peakMegabytes: field('VmHWM') / 1024,
      },
    ];
  } catch {
    // It ended between the listing and the reading.
    return [];
  }
}

/** The service that a command line runs; PostgreSQL's own processes count one by one. */
function nameOf(command: string[]): string {
  const line = command.join(' ');
  if (line.includes('postgres')) return 'postgres';
  if (line.includes('stack/start')) return 'stack';
  return /(core|api|etl|web)\/(?:dist|server)\/(?:src\/)?(?:main|cli)\./.exec(line)?.[1] ?? 'other';
}
