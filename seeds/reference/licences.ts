import { readText } from '../files.js';

/** The Licence Ouverte 2.0 (Etalab), under which figures may be reused: French text, then English. */
export const openLicence: string = ['fr', 'en']
  .map((language) => readText(`reference/licence/licence-ouverte-2.0.${language}.txt`))
  .join('\n---\n\n');
