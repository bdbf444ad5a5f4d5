import { z } from 'zod';
import { readJson } from '../files.js';
import {
  cuboidSchema,
  dimensionSchema,
  errorClassSchema,
  measureSchema,
  partSchema,
  reasonCodeSchema,
  type Grain,
  type Measure,
} from './schema.js';

const load = <T>(file: string, schema: z.ZodType<T>): readonly T[] =>
  z.array(schema).parse(readJson(`catalogue/${file}`));

export const dimensions = load('dimensions.json', dimensionSchema);
export const cuboids = load('cuboids.json', cuboidSchema);
export const parts = load('parts.json', partSchema);
export const measures: readonly Measure[] = [
  'activation',
  'catalogue',
  'consultation',
  'equipment',
  'feeding',
  'identity',
  'irritants',
  'levers',
  'market',
  'messaging',
  'prescribing',
  'programmes',
  'reach',
  'reception',
  'usage',
].flatMap((theme) => load(`measures/${theme}.json`, measureSchema).map(described));

/** A measure with what its parts say of it: the values that it can have, and what it divides. */
function described(measure: z.infer<typeof measureSchema>): Measure {
  const made = parts.find(({ id }) => id === measure.numerator);
  const over = parts.find(({ id }) => id === measure.denominator);
  const possible = { ...made?.values, ...(made?.by && { [made.by.dimension]: made.by.columns }) };
  const crossed = new Set(measure.cuboids.flatMap((id) => id.split('.')));
  const values = Object.entries(possible).filter(([category]) => crossed.has(category));
  return {
    ...measure,
    ...(made?.label &&
      over?.label && { parts: { numerator: made.label, denominator: over.label } }),
    ...(values.length > 0 && { values: Object.fromEntries(values) }),
  };
}

/** The one list of states of a cell; `ok` is the only one that carries a value. */
export const reasonCodes = load('reason-codes.json', reasonCodeSchema);

/** How near to the exact values published ones are, from the nearest on. */
export const errorClasses = load('error-classes.json', errorClassSchema);

/** The cell budget of one period, over all measures (architecture.md, "Measures"). */
export const cellBudget: Readonly<Record<Grain, number>> = { month: 60_000, day: 5_000 };
