import type { Measures } from '@vigie/contract';
import type { Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';
import { localizedPath } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import type { PageTerritory } from '../page/territory.ts';

export const entryKinds = ['page', 'territory', 'measure', 'irritant'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Something that can be found. Small: every visitor's search box loads all of them. */
export interface Entry {
  kind: EntryKind;
  label: string;
  /** Told after the label: a code, the region of a department. */
  hint: string;
  href: string;
  /** Other words that it is found by: ids, the label in the other language. */
  also: string[];
}

interface PageEntry {
  path: string;
  label: (words: Words) => string;
  also: (words: Words) => string;
}

/** The pages of the site, with the words by which people look for them. */
const pages: PageEntry[] = [
  { path: '/', label: (w) => w.home_title(), also: (w) => w.search_also_france() },
  {
    path: '/territoires',
    label: (w) => w.territories_title(),
    also: (w) => w.search_also_territories(),
  },
  {
    path: '/editeurs',
    label: (w) => w.search_page_vendors(),
    also: (w) => w.search_also_vendors(),
  },
  {
    path: '/irritants',
    label: (w) => w.search_page_irritants(),
    also: (w) => w.search_also_irritants(),
  },
  { path: '/extraire', label: (w) => w.extract_title(), also: (w) => w.search_also_extract() },
  { path: '/methode', label: (w) => w.method_title(), also: (w) => w.search_also_method() },
  {
    path: '/methode#etats',
    label: (w) => w.method_states_title(),
    also: (w) => w.search_also_states(),
  },
  {
    path: '/methode#chiffres',
    label: (w) => w.method_figures_title(),
    also: (w) => w.search_also_figures(),
  },
  {
    path: '/methode#calendrier',
    label: (w) => w.method_calendar_title(),
    also: (w) => w.search_also_calendar(),
  },
  {
    path: '/methode#licence',
    label: (w) => w.method_licence_title(),
    also: (w) => w.search_also_licence(),
  },
  { path: '/statut', label: (w) => w.status_title(), also: (w) => w.search_also_status() },
];

const other: Record<Locale, Locale> = { fr: 'en', en: 'fr' };

export const pageEntries = (words: Words, locale: Locale): Entry[] =>
  pages.map(({ path, label, also }) => ({
    kind: 'page',
    label: label(words),
    hint: '',
    href: localizedPath(path, locale),
    also: also(words).split(', '),
  }));

export function territoryEntries(
  territories: readonly PageTerritory[],
  words: Words,
  locale: Locale,
): Entry[] {
  const nameOf = new Map(territories.map(({ id, name }) => [id, name]));
  return territories
    .filter(({ kind }) => kind !== 'nation')
    .map(({ id, kind, name, region }) => ({
      kind: 'territory',
      label: name,
      hint:
        kind === 'region'
          ? `${words.territory_kind_region()}, ${id}`
          : `${words.territory_kind_department()}, ${id}, ${nameOf.get(region ?? '') ?? ''}`,
      href: localizedPath(`/territoires/${id}`, locale),
      also: [id],
    }));
}

export const measureEntries = (measures: Measures, locale: Locale): Entry[] =>
  measures.measures.map(({ id, label }) => ({
    kind: 'measure',
    label: typographic(label[locale], locale),
    hint: id,
    href: localizedPath(`/methode#${id}`, locale),
    also: [id, label[other[locale]]],
  }));

export const irritantEntries = (
  irritants: readonly { id: string; name: Record<Locale, string> }[],
  locale: Locale,
): Entry[] =>
  irritants.map(({ id, name }) => ({
    kind: 'irritant',
    label: typographic(name[locale], locale),
    hint: id,
    href: localizedPath(`/irritants/${id}`, locale),
    also: [id, name[other[locale]]],
  }));
