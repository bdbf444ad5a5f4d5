export { publicationReached } from './calendar/calendar.js';
export { FeedClient } from './feed/feed-client.js';
export { advance, type AdvanceOptions } from './nights/advance.js';
export type { LoadObserver } from './pipeline/pipeline.js';
export type { NightsContext } from './nights/nights.js';
export { settle } from './nights/settle.js';
export { assertPrepared, prepareDatabase, type PrepareOptions } from './prepare-database.js';
export { loadReference, registerValues } from './reference/registers.js';
export { bindSource } from './reference/source.js';
export { reset } from './reset.js';
export { lead, LeadershipLostError } from './schedule/leadership.js';
export { serviceLogger } from './schedule/logger.js';
export { OvertakenError, unfenced, type Transaction } from './schedule/transaction.js';
export { startEtl, type RunningEtl } from './service.js';
export { readSettings, type Settings } from './settings.js';
export { eventTables } from './streams/event-tables.js';
export { eventStreams, streams, withSubmissions } from './streams/index.js';
export type { StreamDeclaration } from './pipeline/stream.js';
export * from './protect/index.js';
export { periodMasks, tableOf, type PartCell } from './vendors/index.js';
export { cellName } from './cells/frame.js';
export { writeOwnRows } from './publish/own-cells.query.js';
export type { OwnRow } from './publish/own-rows.js';
export {
  GateFailed,
  gates,
  type Finding,
  type GatedPeriod,
  type GatedTable,
} from './gates/index.js';
