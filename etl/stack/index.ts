export { Log, type Screen, type Speaker } from './logs.js';
export { readLogLine, type LogLine } from './log-line.js';
export { readSettings, SettingsError, type Settings } from './settings.js';
export { StackError } from './errors.js';
export { scripts } from './services.js';
export { startProcess, stopInOrder, type RunningProcess } from './processes.js';
