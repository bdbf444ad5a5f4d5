import { describe, expect, it } from 'vitest';
import { attackOf } from './attacks/index.js';
import { catalogueTables, timeSlicing } from './attacks/time-slicing.attack.js';
import { mutants } from './mutants.js';
import { worldOf } from './worlds.js';

describe('P24 mutations of the guards: each breaks an attack', () => {
  it.each(mutants)('$breaks when $name', async ({ breaks, guards }) => {
    const { passed, measured } = await attackOf(breaks).run([worldOf(1, 'sparse', guards)]);
    expect(passed, measured).toBe(false);
  });

  it('P09 when weeks of a fine cuboid are published', () => {
    const withWeeks = new Map(
      [...catalogueTables].map(([part, tables]) => [
        part,
        [
          ...tables,
          ...tables
            .filter(({ grain, level }) => grain === 'month' && level !== 'nation')
            .map((table) => ({ ...table, grain: 'week' as const })),
        ],
      ]),
    );
    expect(timeSlicing(withWeeks).passed).toBe(false);
  });
});
