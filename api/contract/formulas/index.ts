export * from './lag.js';
export * from './months.js';
