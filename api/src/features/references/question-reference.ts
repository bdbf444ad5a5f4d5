import { type Edition, type SeriesQuery, type TerritoryDescription } from '@vigie/contract';
import { type TerritoryLevel } from '@vigie/seeds/catalogue';
import { createHash } from 'node:crypto';
import { cuboidOf } from '../measures/declaration.js';
import { type Question } from '../series/question.js';
import { chooseTerritories } from '../series/territory-filter.js';
import { NoReferenceError, type Reference, stampRadix, writeReference } from './reference-code.js';

/**
 * The reference of a figure; null where it keeps more values than a reference has room for, or what has
 * no number: its permanent link reopens it all the same.
 */
export function referenceOf(
  question: Question,
  edition: Edition,
  territories: readonly TerritoryDescription[],
): string | null {
  const { declaration, cuboid, period, filters } = question;
  try {
    return writeReference({
      measure: declaration.id,
      version: declaration.version,
      cuboid: cuboid.id,
      territories: shortest(question.territories, cuboid.level, territories),
      filters,
      from: period.from,
      to: period.to,
      edition: edition.id,
      stamp: stampOf(edition),
    });
  } catch (error) {
    if (error instanceof NoReferenceError) return null;
    throw error;
  }
}

/** What a reference asks, as a request asks it. */
export function queryOf(reference: Reference): SeriesQuery {
  const { measure, cuboid, territories, filters, from, to, edition } = reference;
  const { level, categories } = cuboidOf(cuboid);
  const period = from === to ? from : `${from ?? ''}..${to ?? ''}`;
  return {
    measure,
    split: [level, ...categories],
    ...(territories.length > 0 && { territory: [...territories] }),
    ...Object.fromEntries(Object.entries(filters).map(([id, values]) => [id, [...values]])),
    ...(period !== null && { period }),
    as_of: edition,
  };
}

/** Tells an edition from another of the same number, in another world or before a reset. */
export const stampOf = ({ source, published_at }: Edition): number =>
  createHash('sha256').update(`${source.world} ${published_at}`).digest().readUInt32BE() %
  stampRadix;

/** The one territory whose parts are asked for stands for all of them. */
function shortest(
  asked: readonly string[] | null,
  level: TerritoryLevel,
  known: readonly TerritoryDescription[],
): readonly string[] {
  if (asked === null || asked.length === 1) return asked ?? [];
  const kept = asked.join();
  const whole = known
    .filter(({ kind }) => coarser[level].includes(kind))
    .find(({ id }) => chooseTerritories(level, [id], known).territories?.join() === kept);
  return whole === undefined ? asked : [whole.id];
}

const coarser: Readonly<Record<TerritoryLevel, readonly string[]>> = {
  nation: [],
  region: ['nation'],
  department: ['nation', 'region'],
};
