export { FAULTS, type Fault, type FaultKind } from './feed/faults.js';
export { FeedError } from './feed/errors.js';
export { manifest, register, type Manifest, type StreamEntry } from './feed/manifest.js';
export type { Page, PageQuery } from './feed/page.js';
export { closeDay, formatDay, formatMonth, parseDay, parseMonth } from './calendar.js';
export { startCore, type CoreOptions, type RunningCore } from './start.js';
export {
  CORE_VERSION,
  createWorld,
  SCHEMA_VERSION,
  STREAM_NAMES,
  type Row,
  type StreamName,
  type World,
  type WorldSettings,
} from './world.js';
