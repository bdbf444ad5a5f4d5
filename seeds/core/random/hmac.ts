/** Round constants of SHA-256 (FIPS 180-4): cube roots of the first 64 primes, 32 bits. */
const K = roundConstants();
const IV = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/**
 * HMAC-SHA256 of two 32-bit words, into eight words. The library call costs a few microseconds
 * of allocations; a month of the core needs one per actor, so the two keyed states are kept and
 * a value costs two compressions.
 */
export class WordHmac {
  private readonly inner = Int32Array.from(IV);
  private readonly outer = Int32Array.from(IV);
  private readonly block = new Int32Array(16);
  private readonly state = new Int32Array(8);
  private readonly schedule = new Int32Array(64);

  /** The key has at most 64 bytes (RFC 2104 pads it with zeros). */
  constructor(key: Uint8Array) {
    const padded = new Uint8Array(64);
    padded.set(key);
    this.absorb(this.inner, padded, 0x36);
    this.absorb(this.outer, padded, 0x5c);
  }

  /** HMAC of the 8 bytes of (a, b), big-endian, written to `out` from `offset`. */
  digest(a: number, b: number, out: Uint32Array, offset: number): void {
    const { block, state } = this;
    block.fill(0);
    block[0] = a;
    block[1] = b;
    block[2] = 0x80000000 | 0;
    block[15] = (64 + 8) * 8;
    state.set(this.inner);
    this.compress(state);
    block.fill(0);
    block.set(state);
    block[8] = 0x80000000 | 0;
    block[15] = (64 + 32) * 8;
    state.set(this.outer);
    this.compress(state);
    for (let i = 0; i < 8; i++) out[offset + i] = state[i]!;
  }

  private absorb(state: Int32Array, key: Uint8Array, pad: number): void {
    for (let i = 0; i < 16; i++) {
      let word = 0;
      for (let j = 0; j < 4; j++) word = (word << 8) | (key[4 * i + j]! ^ pad);
      this.block[i] = word;
    }
    this.compress(state);
  }

  private compress(state: Int32Array): void {
    const w = this.schedule;
    w.set(this.block);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    const next = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) state[i] = (state[i]! + next[i]!) | 0;
  }
}

/** Integer cube root of prime · 2^96, low 32 bits: exact, where a float root would not be. */
function roundConstants(): Int32Array {
  const constants = new Int32Array(64);
  for (let n = 2, i = 0; i < 64; n++) {
    if (Array.from({ length: n - 2 }, (_, k) => k + 2).some((k) => n % k === 0)) continue;
    const target = BigInt(n) << 96n;
    let low = 0n;
    let high = 1n << 36n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** 3n <= target) low = middle;
      else high = middle;
    }
    constants[i++] = Number(BigInt.asIntN(32, low));
  }
  return constants;
}
