export { faultyFetch } from './faults.fetch.js';
export { Injector, type Choice, type Strike } from './faults.injector.js';
export { faultyPool, saboteur, type Saboteur } from './faults.pool.js';
export type { FaultKind, Step } from './faults.steps.js';
