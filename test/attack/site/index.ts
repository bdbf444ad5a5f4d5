import { canaries, everyAnswer, repeats, sideChannels } from './answers.attack.js';
import { unions } from './filter.attack.js';
import { containers, formats } from './format.attack.js';
import { marketInsider } from './market.attack.js';
import { rawValues } from './raw-values.attack.js';
import { grants, roles } from './role.attack.js';
import type { SiteAttack } from './site.js';
import { timing } from './timing.attack.js';

/** Needs a quiet machine: no part of `npm test`. */
export const timingAttack: SiteAttack = {
  id: 'P20',
  name: 'timing',
  criterion: 'what is withheld takes as long as what is told: an effect under 0.2',
  run: timing,
};

/** Attacks on the API and the database behind it; the last spoils the world. */
export const siteAttacks: readonly SiteAttack[] = [
  {
    id: 'P01',
    name: 'small counts in every answer',
    criterion: 'no number from 1 to 10 of persons, none beside a reason to withhold it',
    run: everyAnswer,
  },
  {
    id: 'P02',
    name: 'repeated query',
    criterion: 'the same bytes again, parameters shuffled, from two replicas and one of a dump',
    run: repeats,
  },
  {
    id: 'P06',
    name: 'averaging by unions',
    criterion: 'each filter is refused with 400 or answered by published cells as they are',
    run: unions,
  },
  {
    id: 'P14',
    name: 'vendor insider in market cells',
    criterion: 'no published market cell or band tells a vendor of another',
    run: marketInsider,
  },
  {
    id: 'P17',
    name: 'string canaries',
    criterion: 'no vendor, no pseudonym in bodies, headers, errors, CSV or Arrow',
    run: canaries,
  },
  {
    id: 'P18',
    name: 'format mismatch',
    criterion: 'every format holds the same cells, values and states',
    run: formats,
  },
  {
    id: 'P19',
    name: 'container metadata',
    criterion: 'Arrow rows in the order of their names, metadata that follows from published cells',
    run: containers,
  },
  {
    id: 'P20',
    name: 'side channels',
    criterion: 'every period has the same rows in the order of their names, whatever they withhold',
    run: sideChannels,
  },
  {
    id: 'P22',
    name: 'role matrix',
    criterion: 'claimed roles get the public answer or a refusal, no row of another vendor',
    run: roles,
  },
  {
    id: 'P25',
    name: 'no grant',
    criterion: 'the role of the API may read and run nothing of what is trusted',
    run: grants,
  },
  {
    id: 'P21',
    name: 'true values changed',
    criterion: 'no answer changes with true values while published cells stay',
    run: rawValues,
  },
];
