import { cellKeyOf, frequencyNoise, together, volumeSpread } from '@vigie/etl';
import type { Guards, Mask, Portions, ProtectedPart } from './guards.js';
import { attackKey, realGuards } from './worlds.js';

/** The guards with one of them broken, and an attack that must then succeed (P24). */
export interface Mutant {
  readonly name: string;
  readonly breaks: string;
  readonly guards: Guards;
}

type Protect = Guards['protectPart'];
const { protectPart, protectMeasure, masks } = realGuards;

const broken = (change: Partial<Guards>): Guards => ({ ...realGuards, ...change });
const protecting = (protect: Protect): Guards => broken({ protectPart: protect });

/** What was protected, with another noisy value. */
const shownAs = (cell: ProtectedPart, raw: number): ProtectedPart => ({
  ...cell,
  reason: 'ok',
  raw,
  value: Math.round((raw * cell.expanded) / Math.max(1, cell.sum)),
});
const exactly = (cell: ProtectedPart): ProtectedPart => shownAs(cell, cell.sum);
/** Every cell whose contributors allow it, as it is. */
const noiseless: Protect = (part, portions, mask, at) => {
  const cell = protectPart(part, portions, mask, at);
  return realGuards.unitReason(part, portions) === 'ok' && !mask ? exactly(cell) : cell;
};

const telling =
  (reason: string): Protect =>
  (part, portions, mask, at) => {
    const cell = protectPart(part, portions, mask, at);
    return cell.reason === reason ? exactly(cell) : cell;
  };

const keyFrom = (text: string) => cellKeyOf(Buffer.alloc(32, text));
const withKey =
  (keyOf: (at: string) => string): Protect =>
  (part, portions, mask, at) => {
    const cell = protectPart(part, portions, mask, at);
    if (cell.raw === null || part.kind === 'volume' || !portions.person?.n) return cell;
    const { n, keySum } = portions.person;
    const noise = frequencyNoise(n, keyFrom(keyOf(at)).uniform(part.id, keySum, n));
    const raw = cell.sum + noise;
    return raw < 11 ? cell : shownAs(cell, raw);
  };

let asked = 0;

/** Noise of volumes from the thirty-one states of the p-table, as privacy.md A1.4 rejected it. */
const scaledTable: Protect = (part, portions, mask, at) => {
  const cell = protectPart(part, portions, mask, at);
  if (cell.raw === null || part.kind !== 'volume') return cell;
  const whole = together(portions);
  const state = frequencyNoise(15, attackKey.uniform(part.id, whole.keySum, whole.sum));
  return shownAs(cell, Math.round(whole.sum + (state * volumeSpread(whole)) / Math.sqrt(10)));
};

/** Deviations by level, as privacy.md A1.4 first had them: the same set has several. */
const byLevel: Protect = (part, portions, mask, at) => {
  const cell = protectPart(part, portions, mask, at);
  if (cell.raw === null || part.kind !== 'volume') return cell;
  const share = at.includes('nation') ? 0.5 : at.includes('region') ? 1 : 2;
  return shownAs(cell, cell.sum + Math.round((cell.raw - cell.sum) * share));
};

const onTime = (portions: Portions): Portions =>
  Object.fromEntries(
    Object.entries(portions).map(([unit, cell]) => [unit, { ...cell, lateX1: 0 }]),
  );

const only =
  (kept: Mask): Guards['masks'] =>
  (cells, before) =>
    new Map([...masks(cells, before)].filter(([, mask]) => mask === kept));

export const mutants: readonly Mutant[] = [
  { name: 'counts below 11 are told', breaks: 'P01', guards: protecting(telling('lt11')) },
  {
    name: 'the threshold is held against the noisy count alone',
    breaks: 'P01',
    guards: protecting((part, portions, mask, at) => {
      const { person } = portions;
      if (!person || person.n === 0 || person.n > 10) return protectPart(part, portions, mask, at);
      const enough = { ...portions, person: { ...person, n: 11 } };
      return protectPart(part, enough, mask, at);
    }),
  },
  { name: 'one structure is told', breaks: 'P01b', guards: protecting(telling('lt3')) },
  {
    name: 'the noise depends on what was asked before',
    breaks: 'P02',
    guards: protecting(withKey(() => String((asked += 1)))),
  },
  { name: 'nothing is noisy', breaks: 'P03', guards: protecting(noiseless) },
  { name: 'nothing is noisy over territories', breaks: 'P10', guards: protecting(noiseless) },
  { name: 'counts have no noise', breaks: 'P04', guards: protecting(noiseless) },
  { name: 'no count has noise', breaks: 'P05', guards: protecting(noiseless) },
  {
    name: 'the key depends on the cuboid',
    breaks: 'P07',
    guards: protecting(withKey((at) => at)),
  },
  { name: 'the deviation depends on the level', breaks: 'P07', guards: protecting(byLevel) },
  {
    name: 'volumes take their noise from a scaled p-table',
    breaks: 'P08',
    guards: protecting(scaledTable),
  },
  {
    name: 'late contributions have no noise of their own',
    breaks: 'P08',
    guards: protecting((part, portions, mask, at) => protectPart(part, onTime(portions), mask, at)),
  },
  {
    name: 'shares near all or none are told',
    breaks: 'P11',
    guards: broken({
      protectMeasure: (measure, numerator, denominator) =>
        protectMeasure(
          measure,
          numerator,
          denominator && { ...denominator, persons: denominator.persons + 100 },
        ),
    }),
  },
  {
    name: 'shares are divided from true counts',
    breaks: 'P12',
    guards: broken({
      protectMeasure: (measure, numerator, denominator) => {
        const cell = protectMeasure(measure, numerator, denominator);
        if (measure.kind !== 'ratio' || cell.value === null || !denominator) return cell;
        const value = (100 * numerator.expanded) / denominator.expanded;
        return { ...cell, value: Number(value.toFixed(1)) };
      },
    }),
  },
  {
    name: 'a dominating contributor is told',
    breaks: 'P13',
    guards: protecting(telling('dominated')),
  },
  {
    name: 'nothing is hidden beside a dominated cell',
    breaks: 'P13',
    guards: broken({ masks: () => new Map() }),
  },
  { name: 'vendors are not protected', breaks: 'P14', guards: broken({ masks: () => new Map() }) },
  {
    name: 'masked vendors have no complement',
    breaks: 'P14',
    guards: broken({ masks: only('vendor_rule') }),
  },
  {
    name: 'what was sold the month before is forgotten',
    breaks: 'P15',
    guards: broken({ masks: (cells) => masks(cells) }),
  },
  {
    name: 'what is hidden depends on the names of vendors',
    breaks: 'P16',
    guards: broken({
      masks: (cells, before) => {
        const named = new Map(masks(cells, before));
        for (const { id, vendors } of cells) {
          const [, second, third] = vendors.toSorted((a, b) => (a.vendor < b.vendor ? -1 : 1));
          if (second && third && second.sum < third.sum) named.set(id, 'complement');
        }
        return named;
      },
    }),
  },
  {
    name: 'the threshold itself is drawn with the key',
    breaks: 'P23',
    guards: protecting((part, portions, mask, at) => {
      const cell = protectPart(part, portions, mask, at);
      const { person } = portions;
      if (cell.reason !== 'lt11' || !person || person.n < 5) return cell;
      return attackKey.uniform('threshold', person.keySum, person.n) < 0.5 ? exactly(cell) : cell;
    }),
  },
];
