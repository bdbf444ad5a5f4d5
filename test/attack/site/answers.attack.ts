import { reasonCodes } from '@vigie/seeds/catalogue';
import { vendors } from '@vigie/seeds/reference';
import { seeded } from '../../support/random.js';
import { example, type Outcome } from '../outcome.js';
import { rowsOf, type Row } from './answers.js';
import { derivedPaths, pathOf, publicQuestions, type Question } from './questions.js';
import { ask, type Answer, type Site } from './site.js';

/** P01: reads every public answer for a number of 1 to 10 persons, and for one beside a reason. */
export async function everyAnswer(site: Site, seed: number, tries: number): Promise<Outcome> {
  let numbers = 0;
  const wrong: string[] = [];
  for (const question of await publicQuestions(site, seed, tries)) {
    const { body } = await ask(site.urls[0], pathOf(question.query));
    for (const row of rowsOf(body)) {
      const own = [row['value'], row['numerator'], row['denominator']];
      const shown = own.filter((number) => number !== null);
      numbers += shown.length;
      const isWrong = row['state'] === 'ok' ? isFew(question, row) : shown.length > 0;
      if (isWrong) wrong.push(`${pathOf(question.query)} ${String(row['territory'])}`);
    }
  }
  return {
    passed: numbers > 100 && wrong.length === 0,
    measured: `${wrong.length} of ${numbers} numbers${example(wrong)}`,
  };
}

function isFew({ measure }: Question, row: Row): boolean {
  const isPersonal = measure.disclosure_units.every((unit) =>
    ['professional', 'patient'].includes(unit),
  );
  const names = measure.kind === 'count' ? ['value'] : ['numerator', 'denominator'];
  return isPersonal && names.some((name) => Number(row[name]) <= 10 && row[name] !== null);
}

/** P02: asks the same again and again, parameters shuffled, of replicas, one of a dump, cold and warm. */
export async function repeats(site: Site, seed: number, tries: number): Promise<Outcome> {
  const random = seeded(seed);
  // Few questions, so that each is asked many times.
  const questions = await publicQuestions(site, seed, 20);
  const first = new Map<string, Answer>();
  let repeated = 0;
  const differing = new Set<string>();
  for (let at = 0; at < tries; at++) {
    const question = questions[Math.floor(random() * questions.length)];
    if (!question) break;
    const name = pathOf(question.query);
    const shuffled = Object.entries(question.query).sort(() => random() - 0.5);
    const url = site.urls[at % site.urls.length] ?? site.urls[0];
    const answer = await ask(url, pathOf(Object.fromEntries(shuffled)));
    const known = first.get(name);
    if (!known) first.set(name, answer);
    else if (known.body !== answer.body || known.headers !== answer.headers) differing.add(name);
    else repeated++;
  }
  return {
    passed: repeated > 0 && differing.size === 0,
    measured: `${differing.size} of ${first.size} questions differ in ${tries} requests`,
  };
}

/** P17: looks for what names a vendor or an actor in everything that leaves, headers and errors too. */
export async function canaries(site: Site, seed: number, tries: number): Promise<Outcome> {
  const { rows } = await site.owner.query<{ actor: string }>(
    `SELECT DISTINCT actor::text AS actor FROM ingest.documents LIMIT 200`,
  );
  const planted = [
    ...vendors.map(({ id }) => id),
    ...rows.flatMap(({ actor }) => [actor, bytesOf(actor)]),
  ];
  const paths = [
    ...(await publicQuestions(site, seed, tries)).map(({ query }) => pathOf(query)),
    ...[
      '/v1/edition',
      '/v1/editions',
      '/v1/measures',
      '/v1/territories',
      '/v1/status',
      '/v1/levers',
    ],
    ...[
      ...derivedPaths,
      '/v1/series?measure=feeding.documents&split=vendor',
      '/v1/series?measure=nothing',
      '/nothing',
    ],
  ];
  const found = new Set<string>();
  for (const path of paths) {
    for (const format of ['', '&format=csv', '&format=arrow', '&format=arrow_stream']) {
      if (format !== '' && !path.includes('?')) continue;
      const { body, headers } = await ask(site.urls[0], path + format);
      for (const canary of planted) {
        if (body.includes(canary) || headers.includes(canary)) found.add(`${canary} in ${path}`);
      }
    }
  }
  return {
    passed: planted.length > vendors.length && found.size === 0,
    measured: `${found.size} of ${planted.length} canaries seen in ${paths.length} addresses${example(found)}`,
  };
}

/** A pseudonym as a binary format would hold it. */
const bytesOf = (actor: string): string =>
  Buffer.from(actor.replaceAll('-', ''), 'hex').toString('latin1');

/** P20: how many rows there are, and what is said of them, must not tell a zero from a few. */
export async function sideChannels(site: Site, seed: number, tries: number): Promise<Outcome> {
  const states = new Set(reasonCodes.map(({ id }) => id));
  const wrong: string[] = [];
  let asked = 0;
  for (const question of await publicQuestions(site, seed, tries)) {
    const { body } = await ask(site.urls[0], pathOf(question.query));
    const rows = rowsOf(body);
    const periods = Map.groupBy(rows, ({ period }) => String(period));
    asked++;
    // Every period has every cell, whether or not anyone is there, in the order of their names.
    const sizes = new Set([...periods.values()].map((own) => own.length));
    const places = [...periods.values()].map((own) =>
      own.map(({ territory }) => String(territory)),
    );
    const inOrder = places.every((own) =>
      own.every((place, at) => at === 0 || (own[at - 1] ?? '') <= place),
    );
    const isKnown = rows.every(({ state }) => states.has(String(state)));
    if (sizes.size > 1 || !inOrder || !isKnown) wrong.push(pathOf(question.query));
  }
  return {
    passed: asked > 0 && wrong.length === 0,
    measured: `${wrong.length} of ${asked} answers tell by their rows${example(wrong)}`,
  };
}
