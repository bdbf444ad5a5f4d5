import { type TerritoryDescription } from '@vigie/contract';
import { type TerritoryLevel } from '@vigie/seeds/catalogue';
import { nearest } from '../../problems/nearest.js';
import { TerritoryLevelError, UnknownTerritoryError } from '../../problems/request-errors.js';

export interface TerritoryChoice {
  level: TerritoryLevel;
  /** Territories to keep, by code point; null for all of the level. */
  territories: readonly string[] | null;
}

const coarseness: Readonly<Record<TerritoryLevel, number>> = {
  department: 0,
  region: 1,
  nation: 2,
};

/**
 * The level and the territories that a request means. Without a split the level is that of the
 * territories named, or the nation; with one, a coarser territory stands for its parts: the
 * departments of REG-84.
 */
export function chooseTerritories(
  split: TerritoryLevel | undefined,
  asked: readonly string[] | undefined,
  known: readonly TerritoryDescription[],
): TerritoryChoice {
  if (asked === undefined) return { level: split ?? 'nation', territories: null };
  const named = asked.map((id) => findTerritory(id, known));
  const level = split ?? commonLevel(named);
  const kept = new Set(named.flatMap((territory) => partsAt(level, territory, known)));
  return { level, territories: [...kept].sort() };
}

/** The territory of that id; the error names the nearest ones. */
export function findTerritory(
  id: string,
  known: readonly TerritoryDescription[],
): TerritoryDescription {
  const found = known.find((territory) => territory.id === id);
  if (found !== undefined) return found;
  const choices = known.map((one) => ({ id: one.id, names: [one.code, one.name] }));
  throw new UnknownTerritoryError(id, nearest(id, choices));
}

function commonLevel(named: readonly TerritoryDescription[]): TerritoryLevel {
  const levels = [...new Set(named.map((territory) => territory.kind))];
  const [level] = levels;
  if (level !== undefined && levels.length === 1) return level;
  throw new TerritoryLevelError(
    {
      fr: 'Une réponse ne porte que sur un niveau de territoire : demandez les autres à part, ou précisez « split ».',
      en: 'An answer holds one level of territory: ask for the others apart, or give “split”.',
    },
    'territory',
    levels.map((one) =>
      named
        .filter(({ kind }) => kind === one)
        .map(({ id }) => id)
        .join(','),
    ),
  );
}

function partsAt(
  level: TerritoryLevel,
  territory: TerritoryDescription,
  known: readonly TerritoryDescription[],
): string[] {
  if (territory.kind === level) return [territory.id];
  if (coarseness[territory.kind] < coarseness[level]) throw finerThan(level, territory);
  return known
    .filter(({ kind, region }) => {
      return kind === level && (territory.kind === 'nation' || region === territory.id);
    })
    .map(({ id }) => id);
}

function finerThan(level: TerritoryLevel, territory: TerritoryDescription): TerritoryLevelError {
  const containing = level === 'region' && territory.region !== null ? territory.region : 'FR';
  return new TerritoryLevelError(
    {
      fr: `${territory.id} est plus fin que le niveau demandé par « split ».`,
      en: `${territory.id} is finer than the level that “split” asks for.`,
    },
    'territory',
    [containing],
  );
}
