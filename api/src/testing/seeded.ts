/** Draws between 0 and 1 that follow from a seed (Lehmer), for properties in specs. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
