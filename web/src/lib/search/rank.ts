import { editDistance } from '../filters/nearest.ts';
import { entryKinds, type Entry, type EntryKind } from './entries.ts';

/** Without accents, case and punctuation: what is compared. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Words that say nothing of what is looked for. */
const empty = new Set([
  'le',
  'la',
  'les',
  'l',
  'd',
  'de',
  'des',
  'du',
  'et',
  'en',
  'a',
  'au',
  'aux',
  'the',
  'of',
  'in',
  'and',
]);

/** Longest query that is looked at: the distance costs the product of the lengths. */
const longest = 80;
const mostWords = 8;

function wordsOf(text: string): string[] {
  const all = folded(text)
    .split(' ')
    .filter((word) => word !== '');
  const telling = all.filter((word) => !empty.has(word));
  return telling.length > 0 ? telling : all;
}

/** Slips of the finger that a word of a length may have: none in short ones. */
const slips = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** How well a word of the query fits a word of an entry; 0 where it does not. */
function wordScore(asked: string, word: string): number {
  if (asked === word) return 10;
  if (word.startsWith(asked)) return 6 + (3 * asked.length) / word.length;
  if (asked.length >= 4 && word.includes(asked)) return 4;
  const allowed = slips(asked.length);
  if (allowed === 0) return 0;
  // Against a word that is still being typed as well as against a whole one.
  const whole = editDistance(asked, word);
  const begun =
    word.length > asked.length ? editDistance(asked, word.slice(0, asked.length)) : whole;
  const distance = Math.min(whole, begun);
  return distance <= allowed ? 3.5 - distance : 0;
}

/** What entries say, folded once: the same ones are searched with every key pressed. */
const prepared = new WeakMap<Entry, { own: string; also: string[] }>();

function textsOf(entry: Entry): { own: string; also: string[] } {
  let texts = prepared.get(entry);
  if (texts === undefined) {
    texts = { own: folded(entry.label), also: entry.also.map(folded) };
    prepared.set(entry, texts);
  }
  return texts;
}

/** How well a query fits a folded text, every word of it being needed; 0 where one is missing. */
function textScore(query: readonly string[], text: string): number {
  const words = text.split(' ');
  let sum = 0;
  for (const asked of query) {
    const best = Math.max(...words.map((word) => wordScore(asked, word)));
    if (best === 0) return 0;
    sum += best;
  }
  // A text that says the query and nothing else comes first.
  return sum / query.length + (2 * query.length) / Math.max(query.length, words.length);
}

/** How well an entry answers a query: 0 where it does not. */
export function score(query: string, entry: Entry): number {
  const asked = wordsOf(query.slice(0, longest)).slice(0, mostWords);
  if (asked.length === 0) return 0;
  const whole = folded(query.slice(0, longest));
  const texts = textsOf(entry);
  const own = textScore(asked, texts.own) * 1.2;
  const also = Math.max(0, ...texts.also.map((text) => textScore(asked, text)));
  const exact = texts.own === whole ? 20 : texts.also.includes(whole) ? 15 : 0;
  return Math.max(own, also) + exact;
}

export interface Found extends Entry {
  score: number;
}

/** The entries that answer a query, best first; equally good ones keep their order. */
export const search = (query: string, entries: readonly Entry[], most = 50): Found[] =>
  entries
    .map((entry) => ({ ...entry, score: score(query, entry) }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most);

export interface FoundGroup {
  kind: EntryKind;
  found: Found[];
}

/** Results by kind; the kind of the best result comes first. */
export const grouped = (found: readonly Found[]): FoundGroup[] =>
  entryKinds
    .map((kind) => ({ kind, found: found.filter((entry) => entry.kind === kind) }))
    .filter((group) => group.found.length > 0)
    .sort((a, b) => (b.found[0]?.score ?? 0) - (a.found[0]?.score ?? 0));
