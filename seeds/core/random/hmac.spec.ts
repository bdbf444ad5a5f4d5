import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { WordHmac } from './hmac.js';

describe('WordHmac', () => {
  it('is HMAC-SHA256 of the two words, big-endian', () => {
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const hmac = new WordHmac(key);
    const out = new Uint32Array(8);
    for (const [a, b] of [
      [0, 0],
      [1, 681],
      [0xffffffff, 0x80000000],
      [161_219, 24_000],
    ] as const) {
      hmac.digest(a, b, out, 0);
      const message = Buffer.alloc(8);
      message.writeUInt32BE(a, 0);
      message.writeUInt32BE(b, 4);
      const hex = [...out].map((word) => word.toString(16).padStart(8, '0')).join('');
      expect(hex).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }
  });
});
