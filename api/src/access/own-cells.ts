import { type Warehouse } from '@vigie/warehouse';
import { sql } from 'drizzle-orm';

/** What a transaction of the reader can be asked. */
export type OwnCellsReading = Pick<Warehouse, 'select' | 'selectDistinct'>;

/**
 * The only way to vendors' own cells: a transaction that names the vendor, of which the policy of the
 * table shows the rows. What it named is forgotten with it; without it there is no row to see.
 */
export class OwnCellsReader {
  readonly #db: Warehouse;

  constructor(db: Warehouse) {
    this.#db = db;
  }

  of<T>(vendor: string, read: (reading: OwnCellsReading) => Promise<T>): Promise<T> {
    return this.#db.transaction(
      async (transaction) => {
        await transaction.execute(sql`SELECT set_config('vigie.vendor', ${vendor}, true)`);
        return read(transaction);
      },
      { accessMode: 'read only' },
    );
  }
}
