import { type Reopened, reopenedShape, type Series, seriesShape } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { longestReference } from './features/references/checked-text.js';
import { readReference, writeReference } from './features/references/reference-code.js';
import { publishedApi } from './testing/published-api.js';
import { days, type PublishedRow, publishedWorld, revised } from './testing/published-world.js';

const redefined = 'activation.rate';
const isRegion = ({ cuboid }: PublishedRow): boolean => cuboid === 'month.region';

/** Three editions of which the third was withdrawn; the second revises, hides and redefines some. */
function world(): PublishedRow[] {
  const rows = publishedWorld().filter(
    ({ measure, cuboid, valid_from: from }) =>
      [revised, redefined].includes(measure) && cuboid !== 'day.nation' && from === 1,
  );
  for (const row of rows) row.valid_to = null;
  const replace = (keep: (row: PublishedRow) => boolean, change: Partial<PublishedRow>): void => {
    for (const row of rows.filter((one) => one.valid_to === null && isRegion(one) && keep(one))) {
      rows.push({ ...row, valid_from: 2, ...change });
      row.valid_to = 2;
    }
  };
  for (const row of rows.filter(isRegion)) Object.assign(row, { value: 500, reason: 'ok' });
  const of = (measure: string, territory: string) => (row: PublishedRow) =>
    row.measure === measure && row.territory === territory && row.period === '2026-08';
  replace(of(revised, 'REG-11'), { value: 510 });
  replace(of(revised, 'REG-84'), { value: null, reason: 'lt11' });
  replace(of(redefined, 'REG-11'), { value: 480 });
  return rows;
}

const api = publishedApi(world, async ({ owner }) => {
  await owner.query(
    `INSERT INTO published.withdrawal VALUES (3, '2026-11-20T23:30:00Z', 'A. Operator', 'Comptés deux fois.')`,
  );
  // What the measure of the first edition divided was something else.
  await owner.query(
    `INSERT INTO published.definition
     SELECT DISTINCT 'former', measure, version, jsonb_set(body, '{numerator}', '"other"')
     FROM published.definition WHERE measure = $1`,
    [redefined],
  );
  await owner.query(
    `UPDATE published.vintage_definition SET hash = 'former' WHERE measure = $1 AND vintage = 1`,
    [redefined],
  );
});
const { get } = api;

async function series(query: string): Promise<Series & { reference: string }> {
  const answer = seriesShape.parse(await (await get(`/v1/series?${query}`)).json());
  if (answer.reference === null) throw new Error(`no reference of ${query}`);
  return { ...answer, reference: answer.reference };
}
async function reopen(reference: string): Promise<Reopened> {
  const response = await get(`/v1/references/${reference}`);
  expect(response.status, reference).toBe(200);
  return reopenedShape.parse(await response.json());
}

describe('the reference of a figure', () => {
  it.each([
    `measure=${revised}`,
    `measure=${revised}&split=region&as_of=1`,
    `measure=${revised}&split=department&territory=REG-84&period=2026-09..2026-10`,
    `measure=${revised}&territory=REG-11,REG-84&sector=mdv`,
    `measure=${revised}&split=region,sector&period=..2026-09&as_of=1`,
    `measure=${redefined}&split=region&as_of=1`,
    // More than one page.
    `measure=${revised}&split=region&period=${days[0]!}..`,
  ])('%s reopens exactly what was answered', async (query) => {
    const answer = await series(query);
    expect(answer.reference.length).toBeLessThanOrEqual(longestReference);
    const { figure, reference, permanent_link: link } = await reopen(answer.reference);
    expect(figure).toEqual(answer);
    expect(reference).toBe(answer.reference);
    expect(answer.citation.fr).toContain(`référence ${reference}, ${link}`);
    const { pathname, search } = new URL(link);
    expect(await (await get(pathname + search)).json()).toEqual(figure);
  });

  it('stands in every row of the tables, with the version of the definition', async () => {
    const query = `measure=${revised}&split=region&period=2026-09`;
    const { reference } = await series(query);
    const csv = await (await get(`/v1/series?${query}&format=csv`)).text();
    for (const line of csv.trim().split('\n').slice(1)) {
      expect(line).toMatch(new RegExp(`,2,1,"${reference}",true$`));
    }
    const french = await (await get(`/v1/series?${query}&format=csv_fr`)).text();
    expect(french.split('\r\n')[1]).toMatch(new RegExp(`;2;1;"${reference}";"oui"$`));
  });

  it('says nothing of today while its edition is the current one', async () => {
    expect((await reopen((await series(`measure=${revised}`)).reference)).today).toBeNull();
  });

  it('says what today’s edition tells otherwise, and why', async () => {
    const then = await series(`measure=${revised}&split=region&as_of=1`);
    const { figure, today } = await reopen(then.reference);
    expect(figure.edition.id).toBe(1);
    expect(today?.edition.id).toBe(2);
    expect(today?.measure?.label.fr).toBe('Documents alimentés');
    expect(figure.measure.label.fr).toBe('Documents alimentés (ancien nom)');
    expect(
      today?.rows.map(({ territory, before, after, cause }) => [
        ...[territory, before?.value, after?.value, cause],
      ]),
    ).toEqual([
      ['REG-11', 500, 510, 'source_revised'],
      ['REG-84', 500, null, 'protection_changed'],
    ]);
    expect(today?.row_count).toBe(2);
    expect(today?.causes.map(({ id }) => id)).toContain('source_revised');
    const other = await reopen(
      (await series(`measure=${redefined}&split=region&as_of=1`)).reference,
    );
    expect(other.today?.rows.map(({ cause }) => cause)).toEqual(['definition_changed']);
    const same = `measure=${revised}&split=region&period=2026-10&as_of=1`;
    expect((await reopen((await series(same)).reference)).today?.rows).toEqual([]);
  });

  it('is read in either case and with hyphens, and is sent once', async () => {
    const { reference } = await series(`measure=${revised}&split=region&as_of=1`);
    const typed = reference.toLowerCase().replace(/(.{4})/g, '$1-');
    const response = await get(`/v1/references/${typed}`);
    expect(reopenedShape.parse(await response.json()).reference).toBe(reference);
    expect(response.headers.get('link')).toContain(`/v1/references/${reference}>`);
    const etag = response.headers.get('etag')!;
    const again = await get(`/v1/references/${reference}`, { 'if-none-match': etag });
    expect(again.status).toBe(304);
  });

  it('writes nothing: the role that answers may not, but for accounts', async () => {
    const { rows } = await api.database.owner.query(
      `SELECT count(*)::int AS grants FROM information_schema.role_table_grants
       WHERE grantee = 'vigie_api' AND privilege_type <> 'SELECT' AND table_schema <> 'access'`,
    );
    expect(rows).toEqual([{ grants: 0 }]);
  });

  const refusal = async (reference: string) =>
    (await get(`/v1/references/${encodeURIComponent(reference)}`)).json();

  it('is refused with what is wrong with it', async () => {
    const { reference } = await series(`measure=${revised}&split=region`);
    const [first = '', second = '', third = ''] = reference;
    const other = third === '7' ? '8' : '7';
    for (const [wrong, detail] of [
      [first + second + other + reference.slice(3), 'caractères de contrôle'],
      [reference.slice(0, -1), 'caractères de contrôle'],
      [`${reference}${reference}`, 'de 4 à 26 caractères'],
      ['1U23', '« U » n’existe pas'],
      ['1%3é', '« % » n’existe pas'],
    ] as const) {
      expect(await refusal(wrong)).toMatchObject({
        ...{ code: 'invalid_reference', field: 'id', status: 400 },
        detail: expect.stringContaining(detail) as string,
      });
    }
  });

  it('is refused where its edition is not there, was withdrawn, or is another world’s', async () => {
    const { reference } = await series(`measure=${revised}&split=region`);
    const { text: _, ...said } = readReference(reference);
    const of = (change: Partial<typeof said>): string => writeReference({ ...said, ...change });
    expect(await refusal(of({ edition: 9 }))).toMatchObject({
      ...{ code: 'unknown_edition', field: 'id', allowed: ['2', '1'] },
    });
    expect(await refusal(of({ edition: 3 }))).toMatchObject({
      ...{ code: 'edition_withdrawn', status: 410, allowed: ['2', '1'] },
      detail: expect.stringContaining('Comptés deux fois.') as string,
    });
    expect(await refusal(of({ stamp: (said.stamp + 1) % 1_024 }))).toMatchObject({
      ...{ code: 'invalid_reference' },
      detail: expect.stringContaining('autre installation') as string,
    });
  });

  it('opens nothing that its reader may not read', async () => {
    const { reference } = await series(`measure=${revised}&split=region`);
    const { text: _, ...said } = readReference(reference);
    const closed = writeReference({ ...said, cuboid: 'month.profession.region' });
    expect(await refusal(closed)).toMatchObject({ code: 'dimension_not_allowed' });
    const hidden = writeReference({ ...said, measure: 'feeding.documents_by_type' });
    expect(await refusal(hidden)).toMatchObject({ code: 'unknown_measure' });
    const twoLevels = writeReference({ ...said, territories: ['DEP-69'] });
    expect(await refusal(twoLevels)).toMatchObject({ code: 'invalid_parameter' });
  });
});
