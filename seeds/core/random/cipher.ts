/**
 * Speck64/128 (Beaulieu et al., The SIMON and SPECK families, 2013): a permutation of 64 bits, so
 * that identifiers made of a counter never collide and do not show it.
 */
export class Cipher {
  private readonly keys = new Uint32Array(27);
  /** The two halves of the last block. */
  readonly out = new Uint32Array(2);

  /** The key is four words. */
  constructor(key: ArrayLike<number>) {
    let k = key[0]!;
    const l = [key[1]!, key[2]!, key[3]!];
    for (let i = 0; i < 27; i++) {
      this.keys[i] = k;
      l.push(((k + rotate(l[i]!, 24)) ^ i) >>> 0);
      k = (rotate(k, 3) ^ l[i + 3]!) >>> 0;
    }
  }

  /** Enciphers the block (high, low) into `out`. */
  encipher(high: number, low: number): void {
    const { keys, out } = this;
    let x = high | 0;
    let y = low | 0;
    for (let i = 0; i < 27; i++) {
      x = ((((x >>> 8) | (x << 24)) + y) | 0) ^ keys[i]!;
      y = ((y << 3) | (y >>> 29)) ^ x;
    }
    out[0] = x;
    out[1] = y;
  }
}

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
