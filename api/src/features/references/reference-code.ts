import { type CategoryId, categoryIds, editionNumberShape } from '@vigie/contract';
import { addDays, daysBetween } from '@vigie/contract/formulas';
import {
  categoryName,
  type Grain,
  measureName,
  numberedNames,
  type NumberedKind,
} from '@vigie/seeds/catalogue';
import { cuboidOf } from '../measures/declaration.js';
import {
  digitsOf,
  longestReference,
  normalised,
  numberOf,
  ReferenceFault,
  withCheck,
  withoutCheck,
} from './checked-text.js';
import { type Digit, pack, Unpacked } from './mixed-radix.js';

/** What a reference says. */
export interface Reference {
  measure: string;
  /** Version of the definition. */
  version: number;
  cuboid: string;
  /** None for all of the level; a coarser one stands for its parts. */
  territories: readonly string[];
  /** Values kept of the categories that the cuboid crosses; none for all. */
  filters: Readonly<Partial<Record<CategoryId, readonly string[]>>>;
  /** First and last period; null where it is open. */
  from: string | null;
  to: string | null;
  edition: number;
  /** Tells editions of the same number apart: a database begins anew after a reset. */
  stamp: number;
}

/** A figure that keeps too much for a reference to say, or what has no number. */
export class NoReferenceError extends Error {}

/**
 * Radices of what a reference holds. Another radix, order or meaning is another format: its first
 * character tells them apart, and what was written in the former goes on being read.
 */
const formatCharacter = '1';
const radices = { measures: 4_096, cuboids: 512, territories: 512, categories: 1_024 };
const mostValues = 8;
/** Months and days are counted from January 2000 on, for three centuries; 0 is an open end. */
const periods = { month: 4_096, day: 131_072 } as const;
const firstYear = 2000;
const firstDay = `${firstYear}-01-01`;
export const stampRadix = 1_024;

/** The reference of a figure, or why there is none. */
export function writeReference(reference: Reference): string {
  const { measure, version, cuboid, territories, filters, from, to, edition, stamp } = reference;
  const { grain, categories } = numberedCuboid(cuboid);
  const digits: Digit[] = [
    numbered('measures', measureName(measure, version)),
    numbered('cuboids', cuboid),
    ...several('territories', territories),
    ...categories.flatMap((category) =>
      several(
        'categories',
        (filters[category] ?? []).map((value) => categoryName(category, value)),
      ),
    ),
    ...[from, to].map((end) => ({ value: ordinalOf(end, grain), radix: periods[grain] })),
    { value: stamp, radix: stampRadix },
  ];
  const text = withCheck(formatCharacter + digitsOf(pack(digits, edition)));
  if (text.length > longestReference) {
    throw new NoReferenceError(`${text.length} characters are more than ${longestReference}`);
  }
  return text;
}

/** What a reference says, or the fault that says why it is none. */
export function readReference(given: string): Reference & { text: string } {
  const text = normalised(given);
  const body = withoutCheck(text);
  if (!body.startsWith(formatCharacter)) throw unknownFormat(body.charAt(0));
  const digits = new Unpacked(numberOf(body.slice(formatCharacter.length)));
  const [measure = '', version = ''] = named('measures', digits).split(' ');
  const cuboid = named('cuboids', digits);
  const { grain, categories } = numberedCuboid(cuboid);
  const reference: Reference = {
    measure,
    version: Number(version),
    cuboid,
    territories: severalNamed('territories', digits),
    filters: Object.fromEntries(
      categories
        .map((category) => [category, valuesNamed(category, digits)] as const)
        .filter(([, values]) => values.length > 0),
    ),
    from: periodOf(digits.take(periods[grain]), grain),
    to: periodOf(digits.take(periods[grain]), grain),
    stamp: digits.take(stampRadix),
    edition: digits.last(),
  };
  const isEdition = editionNumberShape.safeParse(reference.edition).success;
  // Of the texts that would say the same, one is the reference.
  if (!isEdition || writeReference(reference) !== text) throw unknownNumber;
  return { ...reference, text };
}

/** The cuboid of that name, with the categories that a filter may name, in the order of the name. */
function numberedCuboid(id: string): { grain: Grain; categories: CategoryId[] } {
  const { grain, categories } = cuboidOf(id);
  const isCategory = (name: string): name is CategoryId =>
    (categoryIds as readonly string[]).includes(name);
  return { grain, categories: categories.filter(isCategory) };
}

const numbers = Object.fromEntries(
  Object.entries(numberedNames).map(([kind, names]) => [
    kind,
    new Map(names.map((name, number) => [name, number])),
  ]),
);

function numbered(kind: NumberedKind, name: string): Digit {
  const value = numbers[kind]?.get(name);
  if (value === undefined) throw new NoReferenceError(`${name} has no number in ${kind}`);
  return { value, radix: radices[kind] };
}

function several(kind: NumberedKind, names: readonly string[]): Digit[] {
  if (names.length >= mostValues) throw new NoReferenceError(`${names.length} values are too many`);
  return [{ value: names.length, radix: mostValues }, ...names.map((name) => numbered(kind, name))];
}

function named(kind: NumberedKind, digits: Unpacked): string {
  const name = numberedNames[kind][digits.take(radices[kind])];
  if (name === undefined) throw unknownNumber;
  return name;
}

const severalNamed = (kind: NumberedKind, digits: Unpacked): string[] =>
  Array.from({ length: digits.take(mostValues) }, () => named(kind, digits));

function valuesNamed(category: CategoryId, digits: Unpacked): string[] {
  return severalNamed('categories', digits).map((name) => {
    const [of = '', value = ''] = name.split(' ');
    if (of !== category) throw unknownNumber;
    return value;
  });
}

function ordinalOf(end: string | null, grain: Grain): number {
  if (end === null) return 0;
  const [year = 0, month = 1] = end.split('-').map(Number);
  const ordinal =
    grain === 'month' ? (year - firstYear) * 12 + month : 1 + daysBetween(firstDay, end);
  if (ordinal < 1 || ordinal >= periods[grain])
    throw new NoReferenceError(`${end} is out of reach`);
  return ordinal;
}

function periodOf(ordinal: number, grain: Grain): string | null {
  if (ordinal === 0) return null;
  if (grain === 'day') return addDays(firstDay, ordinal - 1);
  const year = firstYear + Math.floor((ordinal - 1) / 12);
  return `${year}-${String(((ordinal - 1) % 12) + 1).padStart(2, '0')}`;
}

const unknownFormat = (character: string): ReferenceFault =>
  new ReferenceFault({
    fr: `Cette référence est d’un format inconnu ici (« ${character} ») ; les formats lus : « ${formatCharacter} ».`,
    en: `This reference is of a format not known here (“${character}”); formats that are read: “${formatCharacter}”.`,
  });
const unknownNumber = new ReferenceFault({
  fr: 'Cette référence nomme un indicateur, un croisement, un territoire ou une valeur sans numéro ici : elle vient d’une autre installation, ou d’une version plus récente.',
  en: 'This reference names a measure, a split, a territory or a value without a number here: it comes from another installation, or from a later version.',
});
