/** Injection tokens of what is not a class of ours. */
export const SETTINGS = Symbol('settings');
export const POOL = Symbol('pool');
export const LOGGER = Symbol('logger');
export const CELL_KEY = Symbol('cell key');
