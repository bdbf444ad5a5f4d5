import { beforeAll, describe, expect, it } from 'vitest';
import { attacks } from './attacks/index.js';
import type { Release } from './release.js';
import { shapeNames, worldOf } from './worlds.js';

/** Few seeds here, many by `npm run attack`. */
const seed = 1;

describe(`a release of synthetic months (seed ${seed}) withstands`, () => {
  let releases: readonly Release[];
  beforeAll(() => {
    releases = shapeNames.map((shape, at) => worldOf(seed + at, shape));
  });

  it.each(attacks)('$id $name: $criterion', async ({ run }) => {
    const { passed, measured } = await run(releases);
    expect(passed, measured).toBe(true);
  });
});
