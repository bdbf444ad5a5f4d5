export { FeedClient } from './feed/feed-client.js';
export { advance, type AdvanceOptions, type LoadObserver } from './nights/advance.js';
export { loadPart, type PartRequest, type PipelineContext } from './pipeline/pipeline.js';
export { loadReference, registerValues } from './reference/registers.js';
export { reset } from './reset.js';
export { startEtl, type RunningEtl } from './service.js';
export { readSettings, type Settings } from './settings.js';
export { streams } from './streams/index.js';
