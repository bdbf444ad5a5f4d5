import { type Role } from '@vigie/seeds/catalogue';
import { type Warehouse } from '@vigie/warehouse';

/**
 * Who asks, with the database they may read. Every query takes one, so that no query can be
 * written that forgets whom it answers.
 */
export interface Scope {
  readonly role: Role;
  readonly db: Warehouse;
}

/** The only way to the database: there is no reading without a role. */
export class PublishedReader {
  readonly #db: Warehouse;

  constructor(db: Warehouse) {
    this.#db = db;
  }

  as(role: Role): Scope {
    return { role, db: this.#db };
  }
}
