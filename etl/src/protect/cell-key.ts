import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { OperatorError } from '@vigie/warehouse';

/** Fewest bytes of the key. */
export const keyBytes = 32;

/** The secret that noise derives from: one for all editions, since a second one would average it out. */
export class CellKey {
  // As an object of the platform it signs six times faster, and prints nothing of itself.
  readonly #key: KeyObject;
  /** Tells two keys apart without telling either: 8 hexadecimal digits. */
  readonly fingerprint: string;

  constructor(bytes: Buffer) {
    if (bytes.length < keyBytes) {
      throw new OperatorError(`The cell key must hold at least ${keyBytes} bytes.`);
    }
    this.#key = createSecretKey(bytes);
    this.fingerprint = this.digest('vigie').slice(0, 8);
  }

  /**
   * A number of [0, 1) for the contributors and the sum of what a family of parts counts, wherever
   * that is shown: the first 52 bits of HMAC-SHA256(key, `family|keySum|sum`) (privacy.md A1.4).
   *
   * The sum is part of it since persons counted by the source keep their record key when their
   * number changes: without it, a late one would be told by a difference.
   */
  uniform(family: string, keySum: bigint, sum: number): number {
    return Number.parseInt(this.digest(`${family}|${keySum}|${sum}`).slice(0, 13), 16) / 2 ** 52;
  }

  private digest(message: string): string {
    return createHmac('sha256', this.#key).update(message).digest('hex');
  }
}

export const cellKeyOf = (bytes: Buffer): CellKey => new CellKey(bytes);
