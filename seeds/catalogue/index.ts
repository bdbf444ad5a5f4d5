export * from './catalogue.js';
export * from './categories.js';
export * from './error-class.js';
export { categoryName, measureName, numberedNames, type NumberedKind } from './numbers/numbers.js';
export * from './rounding.js';
export {
  bilingual,
  categoryIds,
  roles,
  type Bilingual,
  type CategoryId,
  type Cuboid,
  type Dimension,
  type ErrorClass,
  type Grain,
  type Measure,
  type Part,
  type ReasonCode,
  type Role,
  type TerritoryLevel,
} from './schema.js';
