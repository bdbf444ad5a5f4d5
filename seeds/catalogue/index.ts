export * from './catalogue.js';
export * from './categories.js';
