import { describe, expect, it } from 'vitest';
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

const seals = sealsShape.parse(readJson('catalogue/numbers/seals.json'));

describe('the numbers of what references name', () => {
  it.each(numberedKinds)('are given to all %s of the catalogue', (kind) => {
    const unnumbered = namesToNumber[kind].filter((name) => !numberedNames[kind].includes(name));
    expect(unnumbered, 'run `npm run number -w @vigie/seeds`').toEqual([]);
  });

  it('are those that they were when they were sealed, all of them', () => {
    expect(faultsOf(numberedNames, seals)).toEqual([]);
    for (const kind of numberedKinds) expect(sealOf(numberedNames[kind])).toEqual(seals[kind]);
  });

  it('may be joined by others at the end, and in no other way', () => {
    for (const kind of numberedKinds) {
      const list = numberedNames[kind];
      const change = (names: readonly string[]) =>
        faultsOf({ ...numberedNames, [kind]: names }, seals);
      expect(change([...list, 'new'])).toEqual([]);
      const [first = '', second = '', ...rest] = list;
      const refused = [
        [second, first, ...rest],
        ['new', ...list],
        list.slice(0, -1),
        [first, 'other', ...rest],
        [...list, first],
      ];
      for (const names of refused) expect(change(names)).not.toEqual([]);
    }
  });

  it('stay where the catalogue drops a name and go on where it gains one', () => {
    const wanted = { ...namesToNumber, cuboids: ['month.nation', 'new.month.nation'] };
    const { cuboids } = appended(numberedNames, wanted);
    expect(cuboids).toEqual([...numberedNames.cuboids, 'new.month.nation']);
  });
});
