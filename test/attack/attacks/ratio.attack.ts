import { stepOfShare } from '@vigie/seeds/catalogue';
import { personsIn, totalOf } from '../exact.js';
import type { Outcome } from '../outcome.js';
import type { PublishedMeasure, Release } from '../release.js';

interface Rate extends PublishedMeasure {
  readonly release: Release;
}
const ratesOf = (releases: readonly Release[]): Rate[] =>
  releases.flatMap((release) =>
    [...release.measures.values()]
      .filter(({ measure }) => measure.kind === 'ratio')
      .map((rate) => ({ ...rate, release })),
  );

/** P11: reads shares near none and near all, where few persons are missing or concerned. */
export function unanimity(releases: readonly Release[]): Outcome {
  const rates = ratesOf(releases).filter(({ measure, release, numeratorCell }) => {
    const part = release.exact.get(numeratorCell)?.part;
    return part?.kind === 'actors' && measure.denominator !== undefined;
  });
  let close = 0;
  let told = 0;
  for (const { release, value, numeratorCell, denominatorCell = '' } of rates) {
    const [some = 0, all = 0] = [numeratorCell, denominatorCell].map((id) => {
      const cell = release.exact.get(id);
      return cell ? personsIn(cell) : 0;
    });
    if (all === 0 || (some > 10 && all - some > 10)) continue;
    close++;
    if (value !== null) told++;
  }
  // How many structures do what is public.
  const extreme = ratesOf(releases).filter(({ value, release, numeratorCell }) => {
    const cell = release.exact.get(numeratorCell);
    const isPublic = cell?.part.kind === 'actors' && personsIn(cell) === 0;
    return !isPublic && (value === 0 || value === 100);
  }).length;
  return {
    passed: close > 0 && told === 0 && extreme === 0,
    measured: `${told} of ${close} shares close to none or all told, ${extreme} of 0 or 100 %`,
  };
}

/**
 * P12: multiplies a share by its denominator. What the rounded share leaves open for the numerator,
 * crossed with its own published value, must not be narrower than the noise.
 */
export function inversion(releases: readonly Release[]): Outcome {
  let rates = 0;
  let narrow = 0;
  let exact = 0;
  for (const { release, value, numeratorCell, denominatorCell = '' } of ratesOf(releases)) {
    const shown = release.parts.get(numeratorCell)?.value ?? null;
    const below = release.parts.get(denominatorCell)?.value ?? null;
    const whole = release.exact.get(denominatorCell);
    const truth = release.exact.get(numeratorCell);
    if (value === null || !truth || !whole) continue;
    if (shown === null || below === null) {
      // A share of what is withheld tells it within its rounding.
      narrow++;
      continue;
    }
    rates++;
    const step = stepOf(value, totalOf(whole));
    const [least, most] = [value - step / 2, value + step / 2].map(
      (share) => (share * below) / 100,
    );
    // A share made of what is published holds the published numerator, and says no more than it.
    const isOwn = shown >= (least ?? 0) - 1 && shown <= (most ?? 0) + 1;
    if (!isOwn && (most ?? 0) - (least ?? 0) < 2 * Math.sqrt(10)) narrow++;
    const sum = (truth.portions.person?.expanded ?? 0) + (truth.portions.structure?.expanded ?? 0);
    if (!isOwn && sum >= (least ?? 0) && sum <= (most ?? 0)) exact++;
  }
  return {
    passed: rates > 0 && narrow === 0 && exact === 0,
    measured: `${narrow} of ${rates} shares do, ${exact} hold the true numerator and not the published`,
  };
}

/**
 * What a share is rounded to, by the rule that everyone reads; one that is no multiple of that was
 * rounded less, and holds more.
 */
function stepOf(value: number, rawDenominator: number): number {
  const steps = value / stepOfShare(rawDenominator);
  return Math.abs(steps - Math.round(steps)) < 1e-6 ? stepOfShare(rawDenominator) : 0.1;
}
