import type { Metrics } from './metric.js';
import { catalogue } from './metrics/catalogue.metrics.js';
import { equipment } from './metrics/equipment.metrics.js';
import { exchange } from './metrics/exchange.metrics.js';
import { feeding } from './metrics/feeding.metrics.js';
import { constant, inexpressible } from './metrics/not-judged.js';
import { profiles } from './metrics/profiles.metrics.js';
import { usage } from './metrics/usage.metrics.js';

/** How each published metric is read in the feed. */
export const metrics: Metrics = {
  ...profiles,
  ...usage,
  ...feeding,
  ...equipment,
  ...exchange,
  ...catalogue,
  ...inexpressible,
  ...constant,
};
