import { measures, type Part } from '@vigie/seeds/catalogue';
import { sectors } from '@vigie/seeds/reference';
import type { Unit } from '../protect/index.js';
import { partsOf } from './made-of.js';

const declared = new Map<string, Set<Unit>>();
for (const measure of measures) {
  const units = measure.disclosure_units.flatMap((unit): Unit[] => {
    if (unit === 'vendor') return [];
    return [unit === 'structure' || unit === 'none' ? unit : 'person'];
  });
  for (const { id } of partsOf(measure)) {
    declared.set(id, new Set([...(declared.get(id) ?? []), ...units]));
  }
}

const ofSector = new Map(sectors.map(({ id, disclosure_unit }) => [id, disclosure_unit]));

/** Who is behind the rows of a sector. */
export const sectorUnit = (sector: string): 'professional' | 'structure' =>
  ofSector.get(sector) ?? 'professional';

/**
 * Whose activity a part's cell shows: what its measures declare, of a sector only its own. What is
 * someone's in one measure is theirs in all.
 */
export function unitsOf({ id }: Part, sector: string): readonly Unit[] {
  const units = [...(declared.get(id) ?? [])];
  const someones = units.filter((unit) => unit !== 'none');
  if (someones.length === 0) return ['none'];
  if (someones.length === 1 || !ofSector.has(sector)) return someones.sort();
  return [sectorUnit(sector) === 'structure' ? 'structure' : 'person'];
}
