import { join } from 'node:path';

/** The project's root, from the source of `test/` and from its compiled form. */
export function projectRoot(): string {
  const here = import.meta.dirname;
  return here.includes(join('test', 'dist')) ? join(here, '../../..') : join(here, '../..');
}
