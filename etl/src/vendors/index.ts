export { auditVendors, type AuditedTable } from './insider-audit.js';
export type { TableCell } from './sector-table.js';
export type { PartCell } from './cell-lines.js';
export { periodMasks, sectorMasks, tableOf, type PeriodMemory } from './period-masks.js';
export { readSold } from './sold.query.js';
export { monthsRemembered } from './vendor-masks.js';
export { bandOf, type Quantile } from './market-bands.js';
export { isActive, marketDay, passesMarketRule, type ActiveVendor } from './market-rule.js';
export { positionsOf, type Position } from './position.js';
