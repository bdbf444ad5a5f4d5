import { prepareDatabase } from '@vigie/etl';
import { connect, roleUrl } from '@vigie/warehouse';
import { imbalances } from '../support/balance.js';
import { booksOf, differingRows } from '../support/books.js';
import type { FragileServer } from './fragile-server.js';

/** A database as its owner and as the etl reach it. */
export interface Urls {
  owner: string;
  etl: string;
}

/** One to load undisturbed, one to load by steps that fail. */
export async function preparedDatabases(
  server: FragileServer,
  dataDir: string,
): Promise<{ undisturbed: Urls; disturbed: Urls }> {
  const owner = await connect(server.url, 'DATABASE_URL');
  await owner.query('CREATE DATABASE undisturbed');
  const at = (name: string): Urls => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { owner: url.href, etl: roleUrl(url.href, 'vigie_etl', dataDir) };
  };
  await prepareDatabase({ url: at('undisturbed').owner, dataDir });
  await owner.query('CREATE DATABASE disturbed TEMPLATE undisturbed');
  await owner.end();
  return { undisturbed: at('undisturbed'), disturbed: at('disturbed') };
}

/** What the disturbed one holds that differs, and what does not add up in it. */
export async function judged(urls: {
  undisturbed: Urls;
  disturbed: Urls;
}): Promise<{ differing: string[]; imbalances: string[] }> {
  const one = await connect(urls.undisturbed.owner, 'undisturbed');
  const other = await connect(urls.disturbed.owner, 'disturbed');
  try {
    const [expected, found] = [await booksOf(one), await booksOf(other)];
    const differing: string[] = [];
    for (const [table, holding] of Object.entries(expected)) {
      if (found[table]?.digest === holding.digest) continue;
      const rows = await differingRows(one, other, table);
      differing.push(`${table}: ${JSON.stringify(rows, undefined, 1)}`);
    }
    return { differing, imbalances: await imbalances(other) };
  } finally {
    await one.end();
    await other.end();
  }
}
