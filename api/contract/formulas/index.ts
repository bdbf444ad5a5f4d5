export * from './days.js';
export * from './lag.js';
export * from './largest-factor.js';
export * from './months.js';
export * from './most-rows.js';
