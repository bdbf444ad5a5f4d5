import { example, type Outcome } from '../outcome.js';
import { pathOf, publicQuestions } from './questions.js';
import { ask, type Site } from './site.js';

/** What someone might send to pass for another role. */
const claims: readonly Record<string, string>[] = [
  { authorization: 'Bearer operator' },
  { authorization: 'Basic b3BlcmF0b3I6b3BlcmF0b3I=' },
  { cookie: 'role=operator; vendor=v-mdv-01' },
  { 'x-role': 'sentinelle', 'x-vendor': 'v-mdv-01', 'x-forwarded-user': 'operator' },
];

/** Answers to a claim that is not believed; an error of the server is none. */
const refusals = new Set([400, 401, 403]);

/** P22: claims roles by headers, cookies and parameters; answers are the public's, or refusals. */
export async function roles(site: Site, seed: number, tries: number): Promise<Outcome> {
  const wrong: string[] = [];
  let asked = 0;
  for (const { query } of await publicQuestions(site, seed, Math.min(25, tries))) {
    const path = pathOf(query);
    const { status, body } = await ask(site.urls[0], path);
    if (status !== 200) wrong.push(`${status} ${path}`);
    for (const claim of claims) {
      asked++;
      const answer = await ask(site.urls[1], path, claim);
      const isPublic = answer.status === 200 && answer.body === body;
      if (!isPublic && !refusals.has(answer.status)) wrong.push(`${answer.status} ${path}`);
    }
    for (const more of ['&role=operator', '&vendor=v-mdv-01', '&as=sentinelle']) {
      asked++;
      if ((await ask(site.urls[0], path + more)).status !== 400) wrong.push(path + more);
    }
  }
  for (const split of [
    'department,sector',
    'nation,profession',
    'region,generation',
    'nation,sector,vendor',
  ]) {
    asked++;
    const path = pathOf({ measure: 'feeding.documents', split });
    for (const claim of claims) {
      const { status } = await ask(site.urls[0], path, claim);
      if (!refusals.has(status)) wrong.push(`${path} ${JSON.stringify(claim)}`);
    }
  }
  const { own, foreign } = await ownCells(site);
  return {
    passed: asked > 0 && wrong.length === 0 && own > 0 && foreign === 0,
    measured: `${wrong.length} of ${asked} claims answered${example(wrong)}, ${foreign} foreign rows of vendors beside ${own} of their own`,
  };
}

/** Rows of vendors' own cells that the API's role gets under a vendor's name, and those of others. */
async function ownCells({ owner, reader }: Site): Promise<{ own: number; foreign: number }> {
  const { rows: all } = await owner.query<{ vendor: string }>(
    'SELECT DISTINCT vendor FROM published.own_cell LIMIT 2',
  );
  const found = { own: 0, foreign: 0 };
  await reader.query('BEGIN');
  for (const vendor of ['', 'nobody', ...all.map((row) => row.vendor)]) {
    await reader.query(`SELECT set_config('vigie.vendor', $1, true)`, [vendor]);
    const { rows } = await reader.query<{ vendor: string }>(
      'SELECT vendor FROM published.own_cell',
    );
    for (const row of rows) found[row.vendor === vendor ? 'own' : 'foreign'] += 1;
  }
  await reader.query('ROLLBACK');
  return found;
}

/** Schemas of what is trusted. */
const trusted = ['ingest', 'mart'];
/** Also nothing of what the noise is made of. */
const guarded = ['published.protection'];

/** P25: reads as the API's role every table, view, partition and function of what is trusted. */
export async function grants({ owner, reader }: Site): Promise<Outcome> {
  const { rows: relations } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname = ANY($1)`,
    [trusted],
  );
  const { rows: functions } = await owner.query<{ name: string; args: number }>(
    `SELECT format('%I.%I', n.nspname, p.proname) AS name, p.pronargs AS args FROM pg_proc p
     JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = ANY($1)`,
    [trusted],
  );
  const statements = [
    ...[...relations.map(({ name }) => name), ...guarded].map(
      (name) => `SELECT * FROM ${name} LIMIT 1`,
    ),
    ...functions.map(({ name, args }) => `SELECT ${name}(${Array(args).fill('NULL').join()})`),
    'DELETE FROM published.cell',
    'SET ROLE vigie_etl',
    'CREATE TABLE published.mine (n int)',
    `COPY published.cell TO PROGRAM 'cat'`,
  ];
  const allowed: string[] = [];
  for (const statement of statements) {
    try {
      await reader.query(statement);
      allowed.push(statement);
    } catch (error) {
      if ((error as { code?: string }).code !== '42501')
        allowed.push(`${statement}: ${String(error)}`);
    }
  }
  return {
    passed: relations.length > 5 && allowed.length === 0,
    measured: `${allowed.length} of ${statements.length} statements allowed${example(allowed)}`,
  };
}
