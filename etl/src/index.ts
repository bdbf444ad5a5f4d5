export { advance, type AdvanceOptions, type LoadObserver } from './nights/advance.js';
export { startEtl, type RunningEtl } from './service.js';
export { reset } from './reset.js';
export { readSettings, type Settings } from './settings.js';
