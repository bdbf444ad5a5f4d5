import { categoryIds, type Edition } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';
import { type Question } from './question.js';

/**
 * The question in its one canonical form, with its edition: two requests that mean the same have
 * the same one, and it reopens exactly the same rows.
 */
export function canonicalQuery(question: Question): URLSearchParams {
  const { declaration, cuboid, period, territories, filters, edition } = question;
  const query = new URLSearchParams({ measure: declaration.id });
  query.set('split', [cuboid.level, ...cuboid.categories].join(','));
  if (territories !== null) query.set('territory', territories.join(','));
  for (const name of categoryIds) {
    const values = filters[name];
    if (values !== undefined) query.set(name, values.join(','));
  }
  const { from, to } = period;
  if (from !== to) query.set('period', `${from ?? ''}..${to ?? ''}`);
  else if (from !== null) query.set('period', from);
  query.set('as_of', String(edition));
  return query;
}

/** Address that reopens the answer, whatever edition is current by then. */
export const permanentLink = (question: Question, publicUrl: string): string =>
  `${publicUrl}/v1/series?${readable(canonicalQuery(question))}`;

/** A query as people read it: commas need no escape in it. */
export const readable = (query: URLSearchParams): string => query.toString().replaceAll('%2C', ',');

/** The sentence to cite an answer with; nobody may take a simulated figure for an official one. */
export const citationOf = (
  question: Question,
  edition: Edition,
  publicUrl: string,
  reference: string | null,
): Bilingual =>
  citeAs(question.declaration.label, edition, permanentLink(question, publicUrl), reference);

/** The same for anything of an edition that has a name and a permanent address. */
export function citeAs(
  label: Bilingual,
  edition: Edition,
  link: string,
  reference: string | null = null,
): Bilingual {
  const [year = '', month = '', day = ''] = edition.feed_day.split('-');
  const { simulated } = edition.source;
  const [fr, en] =
    reference === null ? ['', ''] : [`référence ${reference}, `, `reference ${reference}, `];
  return {
    fr: `${simulated ? 'Données simulées. ' : ''}Vigie, « ${label.fr} », édition du ${day}/${month}/${year} (n° ${edition.id}), ${fr}${link}`,
    en: `${simulated ? 'Données simulées (simulated data). ' : ''}Vigie, “${label.en}”, edition of ${edition.feed_day} (no. ${edition.id}), ${en}${link}`,
  };
}

/** File name of a download, without its ending; that the figures are simulated comes first. */
export function fileName(question: Question, edition: Edition): string {
  const parts = [
    edition.source.simulated ? 'donnees-simulees' : 'vigie',
    question.declaration.id,
    question.cuboid.id,
    `edition-${edition.id}`,
  ];
  return parts.join('-').replaceAll(/[^a-z0-9_-]+/gi, '-');
}
