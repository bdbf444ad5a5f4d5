import { createWorld, parseDay, parseMonth, type PageQuery } from '@vigie/core';

/** A process that makes a world and one page of it, and says how long both took. */
const [stream = '', grain = '', month = ''] = process.argv.slice(2);
const began = performance.now();
const world = createWorld({ seed: '1', scenario: 'default', scale: 0.2 });
world.page(stream, {
  grain: grain as PageQuery['grain'],
  month: parseMonth(month),
  through: parseDay('2026-10-31'),
});
process.send?.(performance.now() - began, () => process.disconnect());
