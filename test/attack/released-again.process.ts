import { once } from 'node:events';
import { release, toldBy } from './release.js';
import type { Microdata } from './world.js';
import { realGuards } from './worlds.js';

/** Releases the month that it is sent, tells what it published of each cell, and ends. */
const [world] = (await once(process, 'message')) as [Microdata];
process.send?.(toldBy(release(world, realGuards)), () => process.disconnect());
