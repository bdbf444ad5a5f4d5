import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DataType,
  FixedSizeBinary,
  Int32,
  Int64,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { onTestFinished } from 'vitest';

/** A row as a test changes it: byte strings, numbers, big integers and text by column. */
export type TamperedRow = Record<string, Uint8Array | number | bigint | string>;

/** Called for each page of a feed; what it returns is what the etl receives, well sealed. */
export type Tamper = (
  page: { stream: string; grain: string; month: string },
  rows: TamperedRow[],
) => TamperedRow[] | undefined;

/** A feed between the core and the etl that changes rows and announces them correctly. */
export async function tamperedFeed(coreUrl: string, tamper: Tamper): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', coreUrl);
      const answer = await fetch(url);
      let body: Uint8Array = new Uint8Array(await answer.arrayBuffer());
      let rows = Number(answer.headers.get('vigie-rows'));
      const stream = /^\/feeds\/(\w+)$/.exec(url.pathname)?.[1];
      if (stream !== undefined && answer.ok && rows > 0) {
        const changed = tamper(
          {
            stream,
            grain: url.searchParams.get('grain') ?? '',
            month: url.searchParams.get('month') ?? '',
          },
          rowsOf(body),
        );
        if (changed) {
          body = encode(changed, body);
          rows = changed.length;
        }
      }
      response.statusCode = answer.status;
      for (const [name, value] of answer.headers) {
        if (name.startsWith('vigie-') || name === 'content-type') response.setHeader(name, value);
      }
      response.setHeader('vigie-rows', rows);
      response.setHeader('vigie-sha256', createHash('sha256').update(body).digest('hex'));
      response.end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function rowsOf(body: Uint8Array): TamperedRow[] {
  const table = tableFromIPC(body);
  return table.toArray().map((entry) => {
    const row = entry as Record<string, TamperedRow[string]>;
    return Object.fromEntries(
      table.schema.names.map((name) => {
        const value = row[String(name)] ?? '';
        return [String(name), value instanceof Uint8Array ? Uint8Array.from(value) : value];
      }),
    );
  });
}

/** Encodes rows with the column types of the page that they came from. */
function encode(rows: readonly TamperedRow[], like: Uint8Array): Uint8Array {
  const { fields } = tableFromIPC(like).schema;
  const columns = fields.map((field) => {
    const values = rows.map((row) => row[field.name]);
    return [field.name, vectorFromArray(values, plainType(field.type as DataType))] as const;
  });
  return tableToIPC(new Table(Object.fromEntries(columns)), 'stream');
}

function plainType(type: DataType): DataType {
  if (DataType.isFixedSizeBinary(type)) return new FixedSizeBinary(type.byteWidth);
  if (DataType.isInt(type)) return type.bitWidth === 64 ? new Int64() : new Int32();
  return new Utf8();
}
