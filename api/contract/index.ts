export * from './common.contract.js';
export * from './edition.contract.js';
export * from './measures.contract.js';
export * from './series.contract.js';
export * from './territories.contract.js';
