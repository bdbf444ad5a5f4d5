export { startApi, type RunningApi } from './start-api.js';
export { readSettings, type Settings } from './settings.js';
