import { seeded } from '../../support/random.js';
import { example, type Outcome } from '../outcome.js';
import { publishedRows, rowsOf, textOfRow } from './answers.js';
import { filtersOf, pathOf, publicQuestions, type Question } from './questions.js';
import { ask, textOf, type Site } from './site.js';

/**
 * P06: asks for unions of all kinds: lists, ranges, negations, nulls, doubled values, other spellings.
 * Each answer is a refusal, or published cells as they are, none of them twice and none made anew.
 */
export async function unions(site: Site, seed: number, tries: number): Promise<Outcome> {
  const random = seeded(seed);
  const questions = await publicQuestions(site);
  const cells = new Map<string, ReadonlySet<string>>();
  const tally = { refused: 0, answered: 0, rows: 0 };
  const wrong: string[] = [];
  for (let at = 0; at < tries; at++) {
    const question = questions[Math.floor(random() * questions.length)];
    if (!question) break;
    const path = pathOf(twisted(question, random));
    const { status, body } = await ask(site.urls[at % 2 === 0 ? 0 : 1], path);
    if (status === 400) {
      tally.refused++;
      continue;
    }
    if (status !== 200) {
      wrong.push(`${status} ${path}`);
      continue;
    }
    tally.answered++;
    const answer = JSON.parse(textOf(body)) as {
      measure: { id: string };
      cuboid: string;
    };
    const name = `${answer.measure.id} ${answer.cuboid}`;
    const known = cells.get(name) ?? (await publishedRows(site, answer.measure.id, answer.cuboid));
    cells.set(name, known);
    const rows = rowsOf(body).map(textOfRow);
    tally.rows += rows.length;
    if (new Set(rows).size < rows.length || rows.some((row) => !known.has(row))) wrong.push(path);
  }
  return {
    passed: wrong.length === 0 && tally.answered > 0 && tally.refused > 0 && tally.rows > 0,
    measured: `${wrong.length} of ${tries} wrong${example(wrong)}; ${tally.refused} refused, ${tally.rows} rows as published`,
  };
}

/** A question with filters of some kind, most of which are not as they are meant to be. */
function twisted(question: Question, random: () => number): Record<string, string> {
  const query: Record<string, string> = { ...question.query };
  const pick = <T>(values: readonly T[]): T | undefined =>
    values[Math.floor(random() * values.length)];
  for (const [name, values] of Object.entries(filtersOf(question))) {
    if (random() < 0.5) query[name] = spelt([pick(values) ?? '', pick(values) ?? ''], random);
  }
  if (random() < 0.5) query['territory'] = spelt([pick(places) ?? '', pick(places) ?? ''], random);
  if (random() < 0.4) query['period'] = pick(periods) ?? '';
  if (random() < 0.1) query[pick(['sector', 'vendor', 'profession', 'detail']) ?? ''] = 'mdv';
  if (random() < 0.1)
    query['split'] =
      pick(['nation', 'region,sector', 'department,sector', 'region,department', '']) ?? '';
  return query;
}

const places = [
  'FR',
  'REG-84',
  'REG-94',
  'REG-06',
  'DEP-69',
  'DEP-976',
  'DEP-2A',
  'REG-99',
  'null',
];
const periods = [
  '2026-10',
  '2026-08..2026-10',
  '..2026-09',
  '2026-10-01..2026-10-31',
  '2026-10-05',
  '2026-W41',
  '2026-09..2026-10-15',
  '2026-10..2026-08',
  '2026-1',
  "2026-10' OR '1'='1",
];

/** Values as lists, doubled, negated, in other cases, with blanks, with wildcards. */
function spelt([one, other]: readonly [string, string], random: () => number): string {
  const forms = [
    one,
    `${one},${other}`,
    `${one},${one}`,
    `${other},${one},${other}`,
    `!${one}`,
    `-${one}`,
    one.toUpperCase(),
    one.toLowerCase(),
    ` ${one} `,
    `${one}|${other}`,
    `${one} OR ${other}`,
    `${one}..${other}`,
    `${one}%`,
    '*',
    'null',
    `${one},`,
  ];
  return forms[Math.floor(random() ** 2 * forms.length)] ?? one;
}
