export * from './care.js';
export * from './constants.js';
export * from './figures.js';
export * from './market.js';
export * from './nomenclatures.js';
export * from './programmes.js';
export * from './sentinelle.js';
export * from './territories.js';
