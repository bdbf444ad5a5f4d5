import { describe, expect, it } from 'vitest';
import { Cipher } from './cipher.js';

describe('Speck64/128', () => {
  it('gives the test vector of the paper', () => {
    const cipher = new Cipher([0x03020100, 0x0b0a0908, 0x13121110, 0x1b1a1918]);
    cipher.encipher(0x3b726574, 0x7475432d);
    expect([...cipher.out]).toEqual([0x8c6fa548, 0x454e028b]);
  });
});
