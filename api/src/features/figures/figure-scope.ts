import { sectors, territories } from '@vigie/seeds/reference';

export interface FigureScope {
  territory: string | null;
  sector: string | null;
}

/**
 * The territory and the sector that the scope of a published figure stands for. A bare code is that
 * of a region there: it is read once, here, and never leaves as such.
 */
export function scopeOf(scope: string): FigureScope {
  const [kind = '', value] = scope.split(':');
  if (kind === 'sector') {
    return { territory: 'FR', sector: sectors.find(({ id }) => id === value)?.id ?? null };
  }
  const wanted = kind === 'national' ? 'FR' : kind === 'dept' ? `DEP-${value}` : `REG-${kind}`;
  return { territory: territories.find(({ id }) => id === wanted)?.id ?? null, sector: null };
}
