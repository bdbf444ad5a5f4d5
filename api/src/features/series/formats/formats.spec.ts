import { type Cell, categoryIds, seriesColumns } from '@vigie/contract';
import { measures } from '@vigie/seeds/catalogue';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { NotAcceptableError } from '../../../problems/request-errors.js';
import { bytesOf, cell, head, paged } from '../../../testing/answer.js';
import { toArrow } from './arrow.format.js';
import { chooseFormat } from './choose-format.js';
import { csvLines } from './csv-lines.js';
import { toCsv } from './csv.format.js';
import { toCount } from './count.format.js';
import { toJson } from './json.format.js';

const pages = [[cell(1), cell(2, { value: null, state: 'lt11' })], [cell(3)]];

describe('CSV', () => {
  it('holds the same fields in other readers, text quoted and numbers not', async () => {
    const text = Buffer.concat(await bytesOf(toCsv(head(3), paged(pages)))).toString();
    const lines = text.split('\n');
    expect(lines[1]).toBe(
      `"${measures[0]!.id}","2026-10","DEP-01","mdv"${','.repeat(categoryIds.length)}0.3333333333333333,,,"percent","ok",false,true,"E",7,1,"1ABC",true`,
    );
    const records: Record<string, string>[] = parse(text, { columns: true });
    expect(records).toHaveLength(3);
    expect(records[1]).toMatchObject({ value: '', state: 'lt11' });
  });

  it('runs no formula: text is made harmless, numbers are left', () => {
    const dialect = { separator: ',', end: '\n', decimal: '.' };
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\0x']) {
      expect(csvLines([[text]], dialect)).toBe(`"'${text}"\n`);
    }
    expect(csvLines([[-1, null, 'DEP-01', '75+', true]], dialect)).toBe(
      '-1,,"DEP-01","75+",true\n',
    );
  });

  it('reads back as it was, whatever the text', () => {
    const texts = ['a"b', '"', ',;', 'two\nlines', 'two\r\nlines', ' é ', '', "'a"];
    for (const separator of [',', ';']) {
      const text = csvLines([texts, texts], { separator, end: '\r\n', decimal: ',' });
      const read: string[][] = parse(text, { delimiter: separator, record_delimiter: '\r\n' });
      expect(read).toEqual([texts, texts]);
    }
  });
});

describe('the count', () => {
  it('is the answer without its rows', async () => {
    const text = Buffer.concat(await bytesOf(toCount(head(12)))).toString();
    expect(JSON.parse(text)).toEqual(head(12));
  });
});

describe('Arrow', () => {
  const whole = async () => Buffer.concat(await bytesOf(toArrow(head(3), paged(pages))));

  it('reads back with plain types and says how many rows there are', async () => {
    const table = tableFromIPC(await whole());
    expect(table.numRows).toBe(3);
    expect(table.schema.metadata.get('rows')).toBe('3');
    expect(table.schema.metadata.get('reference')).toBe('1ABC');
    expect(table.schema.metadata.get('citation_fr')).toBe('Données simulées. é');
    expect(table.schema.fields.map(({ type }) => String(type))).toEqual([
      ...Array.from({ length: 3 + categoryIds.length }, () => 'Utf8'),
      ...Array.from({ length: 3 }, () => 'Float64'),
      'Utf8',
      'Utf8',
      'Bool',
      'Bool',
      'Utf8',
      'Int32',
      'Int32',
      'Utf8',
      'Bool',
    ]);
    expect(table.get(1)?.toJSON()).toMatchObject({ value: null, state: 'lt11', edition: 7 });
  });

  it('is refused by its reader wherever it is cut', async () => {
    const file = await whole();
    for (let length = 8; length < file.length; length += 64) {
      expect(() => {
        const { numRows, schema } = tableFromIPC(file.subarray(0, length));
        if (String(numRows) !== schema.metadata.get('rows')) throw new Error('rows are missing');
      }, String(length)).toThrow();
    }
  });

  it('is whole without rows', async () => {
    const file = Buffer.concat(await bytesOf(toArrow(head(0), paged([[]]))));
    const table = tableFromIPC(file);
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map(({ name }) => name)).toEqual([...seriesColumns]);
  });

  it('asks for a page only once the former is taken', async () => {
    let asked = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- stands in for pages read from the database
    async function* counting(): AsyncGenerator<Cell[]> {
      for (; asked < 100;) {
        asked += 1;
        yield [cell(asked)];
      }
    }
    const chunks = toArrow(head(100), counting());
    await chunks.next();
    await chunks.next();
    expect(asked).toBe(2);
    await chunks.return(undefined);
  });

  it('never turns what is no number into one', async () => {
    const rows = paged([[cell(1, { value: Number.NaN })]]);
    await expect(bytesOf(toArrow(head(1), rows))).rejects.toThrow('value is not finite');
  });
});

describe('JSON', () => {
  it('is one document whatever the pages', async () => {
    for (const some of [[[]], [pages[0]!, []], pages]) {
      const text = Buffer.concat(await bytesOf(toJson(head(3), paged(some)))).toString();
      expect(JSON.parse(text)).toEqual({ ...head(3), rows: some.flat() });
    }
  });
});

describe('the format', () => {
  it('is the one named, else the one that Accept likes best, else JSON', () => {
    expect(chooseFormat('csv', 'application/json')).toBe('csv');
    expect(chooseFormat(undefined, undefined)).toBe('json');
    expect(chooseFormat(undefined, 'text/html,*/*;q=0.8')).toBe('json');
    expect(chooseFormat(undefined, 'text/*')).toBe('csv');
    expect(chooseFormat('csv_fr', undefined)).toBe('csv_fr');
    expect(chooseFormat('count', 'text/csv')).toBe('count');
    expect(chooseFormat(undefined, 'application/json')).toBe('json');
    expect(() => chooseFormat(undefined, 'image/png')).toThrow(NotAcceptableError);
  });
});
