import type { Attack } from '../outcome.js';
import { intervalReconstruction } from './bounds.attack.js';
import { dominance } from './contributor.attack.js';
import { geographicDifferencing, lineDifferencing } from './differencing.attack.js';
import { vendorEntry } from './entry.attack.js';
import { vendorInsider } from './insider.attack.js';
import { keyHygiene } from './key.attack.js';
import { labelSwap } from './label-swap.attack.js';
import { inversion, unanimity } from './ratio.attack.js';
import { reconstruction } from './reconstruction.attack.js';
import { repeatedQuery } from './repeated.attack.js';
import { releaseDifferencing } from './republication.attack.js';
import { equalSets } from './same-set.attack.js';
import { fewStructures, smallCounts } from './small-counts.attack.js';
import { catalogueTables, timeSlicing } from './time-slicing.attack.js';

/** Attacks on releases in memory, by the functions that publishing calls; by their number. */
export const attacks: readonly Attack[] = [
  {
    id: 'P01',
    name: 'small counts',
    criterion: 'no number from 1 to 10 of persons, none beside a reason to withhold it',
    run: smallCounts,
  },
  {
    id: 'P01b',
    name: 'few structures',
    criterion: 'no cell of one or two structures',
    run: fewStructures,
  },
  {
    id: 'P02',
    name: 'repeated query',
    criterion: 'the same values in any order of rows, and from a process started since',
    run: repeatedQuery,
  },
  {
    id: 'P03',
    name: 'line differencing',
    criterion: 'exact on true 1..10 at most 8 points above guessing, no kind of line certain',
    run: lineDifferencing,
  },
  {
    id: 'P04',
    name: 'interval reconstruction',
    criterion: 'no withheld count bounded to a width of 2',
    run: intervalReconstruction,
  },
  {
    id: 'P05',
    name: 'weighted least squares',
    criterion: 'exact at most 10 points above guessing, RMSE at least 1.8',
    run: reconstruction,
  },
  {
    id: 'P07',
    name: 'equal sets',
    criterion: 'one value for the same contributors, whatever the way',
    run: equalSets,
  },
  {
    id: 'P08',
    name: 'release differencing',
    criterion:
      'late counts exact and documents within 1 in 15 % at most, volumes within 10 % in 25 %',
    run: releaseDifferencing,
  },
  {
    id: 'P09',
    name: 'time slicing',
    criterion: 'no unpublished cell in the row space of published ones, noise set to zero',
    run: () => timeSlicing(catalogueTables),
  },
  {
    id: 'P10',
    name: 'geographic differencing',
    criterion: 'as P03 over territories, one-department regions and the unlocated included',
    run: geographicDifferencing,
  },
  {
    id: 'P11',
    name: 'unanimity',
    criterion: 'no share told of which fewer than 11 persons are in or out, none of 0 or 100 %',
    run: unanimity,
  },
  {
    id: 'P12',
    name: 'ratio inversion',
    criterion: 'no share narrows its numerator below two standard deviations of the noise',
    run: inversion,
  },
  {
    id: 'P13',
    name: 'contributor dominance',
    criterion:
      'dominated cells withheld, and not solvable within 10 % of their largest contributor',
    run: dominance,
  },
  {
    id: 'P14',
    name: 'vendor insider',
    criterion: 'no vendor bounds a rival within 15 %, every public cell exact',
    run: vendorInsider,
  },
  {
    id: 'P15',
    name: 'vendor entry',
    criterion: 'no vendor that enters bounded within 15 % by the month before',
    run: vendorEntry,
  },
  {
    id: 'P16',
    name: 'label swap',
    criterion: 'nothing depends on which competitor is which',
    run: labelSwap,
  },
  {
    id: 'P23',
    name: 'key hygiene',
    criterion: 'another key changes noise, and no state that true contributors decide',
    run: keyHygiene,
  },
];

export function attackOf(id: string): Attack {
  const found = attacks.find((attack) => attack.id === id);
  if (!found) throw new Error(`no attack ${id}`);
  return found;
}
