/**
 * The factor of each stratum as a whole number of the smallest decimal that any of them needs:
 * sums of floating point numbers would depend on the order of rows.
 */
export class Factors {
  private readonly decimals: number;
  private readonly byStratum: ReadonlyMap<string, number>;

  constructor(strata: readonly { readonly id: string; readonly factor: number }[]) {
    this.decimals = Math.max(0, ...strata.map(({ factor }) => decimalsOf(factor)));
    this.byStratum = new Map(
      strata.map(({ id, factor }) => [id, Math.round(factor * 10 ** this.decimals)]),
    );
  }

  /** A stratum's factor times ten to the number of decimals; that of an unknown one is an error. */
  scaled(stratum: string): number {
    const factor = this.byStratum.get(stratum);
    if (factor === undefined) throw new RangeError(`no factor for the stratum ${stratum}`);
    return factor;
  }

  /** A sum of scaled factors as a decimal. */
  decimal(sum: number): string {
    if (!Number.isSafeInteger(sum)) throw new RangeError('an expanded sum exceeds what is exact');
    if (this.decimals === 0) return String(sum);
    const digits = String(sum).padStart(this.decimals + 1, '0');
    const whole = digits.slice(0, -this.decimals);
    const fraction = digits.slice(-this.decimals).replace(/0+$/, '');
    return fraction === '' ? whole : `${whole}.${fraction}`;
  }
}

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;
