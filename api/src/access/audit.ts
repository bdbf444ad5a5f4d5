import { Logger } from '@nestjs/common';
import { type Warehouse } from '@vigie/warehouse';
import { sql } from 'drizzle-orm';
import { AuditUnavailableError } from './access-errors.js';
import { type Principal } from './principal.js';

export type AuditAction =
  | 'export'
  | 'privileged_read'
  | 'sign_in'
  | 'sign_in_refused'
  | 'sign_out'
  | 'token_made'
  | 'token_revoked'
  | 'view_as';

/** Longest subject: an address with a long question is cut, never refused. */
const longest = 2_000;

const logger = new Logger('audit');

/** What a row says of who did it. */
export type Recorded = Pick<Principal, 'role' | 'isView'> & {
  readonly account: { readonly id: string } | null;
};

/** Appends who did what, before they are let do it. The database chains the rows; no one here reads them. */
export class Audit {
  readonly #db: Warehouse;

  constructor(db: Warehouse) {
    this.#db = db;
  }

  /** Throws where the row cannot be written: what must be recorded is then refused. */
  async record(principal: Recorded, action: AuditAction, subject: string): Promise<void> {
    const { account, role, isView } = principal;
    try {
      await this.#db.execute(sql`
        INSERT INTO access.audit (account, role, action, subject)
        VALUES (${account?.id ?? ''}, ${isView ? `administrator as ${role}` : role}, ${action},
                ${subject.slice(0, longest)})`);
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      logger.error(`${action} could not be recorded: ${String(cause)}`);
      throw new AuditUnavailableError();
    }
  }
}
