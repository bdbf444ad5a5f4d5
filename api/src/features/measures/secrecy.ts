/** States by which a value is withheld to protect someone. */
const secret = new Set([
  'lt11',
  'lt3',
  'dominated',
  'vendor_rule',
  'complement',
  'small_denominator',
  'at_least_95',
  'at_most_5',
]);

export const isSecret = (state: string): boolean => secret.has(state);
