/** A number below its radix. */
export interface Digit {
  value: number;
  radix: number;
}

/** Digits of different radices as one number; what comes last has no bound. */
export const pack = (digits: readonly Digit[], last: number): bigint =>
  digits.reduceRight((rest, { value, radix }) => {
    if (!Number.isInteger(value) || value < 0 || value >= radix) {
      throw new RangeError(`${value} is no digit below ${radix}`);
    }
    return rest * BigInt(radix) + BigInt(value);
  }, BigInt(last));

/** Takes the digits out of a number again, in the order in which they were packed. */
export class Unpacked {
  constructor(private rest: bigint) {}

  take(radix: number): number {
    const value = this.rest % BigInt(radix);
    this.rest /= BigInt(radix);
    return Number(value);
  }

  last(): number {
    return Number(this.rest);
  }
}
