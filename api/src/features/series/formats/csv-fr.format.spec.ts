import { type Cell, categoryIds } from '@vigie/contract';
import { territories } from '@vigie/seeds/reference';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf, cell, head, paged } from '../../../testing/answer.js';
import { type AnswerHead } from './answer-head.js';
import { toCsvFr } from './csv-fr.format.js';
import { frenchWords } from './words.js';

const pages = [[cell(1), cell(2, { value: null, state: 'lt11' })], [cell(3)]];

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('CSV for Excel set to French', () => {
  const words = frenchWords({
    territories: [...territories],
    categories: [{ dimension: 'sector', id: 'mdv', nameFr: '=Médecine', nameEn: 'x' }],
  });
  const textOf = async (rows: Cell[], change: Partial<AnswerHead> = {}): Promise<string> =>
    Buffer.concat(
      await bytesOf(toCsvFr({ ...head(rows.length), ...change }, paged([rows]), words)),
    ).toString();

  it('begins with the mark, ends each line with CRLF and has no other line feed', async () => {
    const bytes = Buffer.concat(await bytesOf(toCsvFr(head(3), paged(pages), words)));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString();
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.match(/\n/g)).toHaveLength(4);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).not.toContain('sep=');
  });

  it('has French words, decimal commas and codes that stay whole', async () => {
    const [header = '', line = ''] = (await textOf([cell(1), cell(2)])).split('\r\n');
    expect(header.replace('\uFEFF', '').split(';').slice(0, 6)).toEqual(
      [
        'Indicateur',
        'Code de l’indicateur',
        'Période',
        'Territoire',
        'Nom du territoire',
        'Secteur',
      ].map((name) => `"${name}"`),
    );
    expect(line).toContain(
      `;"10/2026";"DEP-01";"Ain";"'=Médecine"${';'.repeat(categoryIds.length)}0,3333333333333333;;;`,
    );
    expect(line.endsWith(`;"Valeur";"non";"oui";"À plus de 10 % près";7;1;"1ABC";"oui"`)).toBe(
      true,
    );
  });

  it.each(['America/Los_Angeles', 'UTC', 'Europe/Paris', 'Pacific/Auckland'])(
    'writes days as jj/mm/aaaa in %s too',
    async (zone) => {
      vi.stubEnv('TZ', zone);
      const text = await textOf([
        cell(1, { period: '2026-10-31' }),
        cell(2, { period: '2026-01-01' }),
      ]);
      expect(text).toContain(';"31/10/2026";');
      expect(text).toContain(';"01/01/2026";');
    },
  );

  it('tells a hole by its state and leaves its value empty', async () => {
    const text = await textOf([cell(2, { value: null, state: 'lt11' })]);
    expect(text.split('\r\n')[1]).toContain(';;;;"%";"Moins de 11 observés";');
  });

  it('says when figures are observed', async () => {
    const { edition } = head(1);
    const source = { ...edition.source, simulated: false };
    expect(await textOf([cell(1)], { edition: { ...edition, source } })).toContain(
      ';7;1;"1ABC";"non"\r\n',
    );
  });
});
