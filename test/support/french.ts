/** French figures as a program reads them: no thin spaces, decimal point, no unit. */
export const plainNumber = (text: string): number =>
  Number(text.replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.'));

/** The numbers of a sentence, in its order: `36,0 % des 67 036 194 profils` is 36 and 67036194. */
export const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d[\d\u00a0\u202f]*(?:,\d+)?/g)].map(([found]) => plainNumber(found));
