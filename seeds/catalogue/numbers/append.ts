import { writeFileSync } from 'node:fs';
import { readJson } from '../../files.js';
import {
  appended,
  faultsOf,
  namesToNumber,
  numberedKinds,
  numberedNames,
  sealOf,
  sealsShape,
} from './numbers.js';

// Gives a number to what the catalogue has gained, and seals the lists: `npm run number -w @vigie/seeds`.

const faults = faultsOf(numberedNames, sealsShape.parse(readJson('catalogue/numbers/seals.json')));
if (faults.length > 0) throw new Error(faults.join('; '));
const names = appended(numberedNames, namesToNumber);
const write = (file: string, content: unknown): void => {
  const url = new URL(`../../../catalogue/numbers/${file}.json`, import.meta.url);
  writeFileSync(url, `${JSON.stringify(content, null, 2)}\n`);
};
for (const kind of numberedKinds) write(kind, names[kind]);
write('seals', Object.fromEntries(numberedKinds.map((kind) => [kind, sealOf(names[kind])])));
