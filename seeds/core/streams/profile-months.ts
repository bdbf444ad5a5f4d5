import { ageBands } from '@vigie/seeds/reference';
import { departments, regionalFactors } from '../actors/territory.js';
import { firstDay, parseDay, parseMonth } from '../calendar.js';
import { profileRates } from '../calibration/calibration.js';
import { keyOf, normal, uniform } from '../random/hash.js';

/** Flows and month-end stocks of the cells department × age band, persons. */
export interface ProfileMonth {
  /** Opened after the notification of the department. */
  readonly launched: Int32Array;
  /** Opened since: births and arrivals. */
  readonly born: Int32Array;
  readonly opposed: Int32Array;
  readonly closed: Int32Array;
  readonly activated: Int32Array;
  readonly openStock: Int32Array;
  readonly activatedStock: Int32Array;
}

export interface ProfileMonths {
  at(month: number): ProfileMonth;
}

export const bands = ageBands.map((band) => band.id);
export const CELLS = departments.length * bands.length;
const START = parseMonth('2022-01');
const { opening, activation, age_shares, overseas_age_tilt, age_hazard } = profileRates;

/** Persons eligible by cell: the department's population over the bands, younger overseas. */
const eligible: readonly number[] = departments.flatMap((department) => {
  const weights = bands.map(
    (band) => age_shares[band]! * (department.overseas ? overseas_age_tilt[band]! : 1),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => (opening.eligible * department.population * w) / sum);
});

/** Day on which each department begins to open, by ascending number, more and more a week. */
const opensOn: readonly number[] = departments.map((department, d) => {
  if (opening.pilots.includes(department.id)) return parseDay(opening.pilots_on);
  const first = parseDay(opening.first_on);
  const rank = (d / (departments.length - 1)) ** opening.shape;
  return Math.round(first + (parseDay(opening.last_on) - first) * rank);
});

/** Share of a department's profiles open at the end of a day, during its launch. */
export function launchedShare(department: number, day: number): number {
  return Math.min(1, Math.max(0, (day + 1 - opensOn[department]!) / opening.days));
}

/**
 * Monthly hazard of activation: the launch campaign, then what is fed and notified (domain.md,
 * causal rule 4), growing as documents do.
 */
function hazard(month: number): number {
  const { launch, fed } = activation;
  const after = Math.max(0, month - parseMonth(launch.until));
  const campaign =
    month < parseMonth(launch.from) ? 0 : launch.hazard * Math.exp(-after / launch.fade);
  const rise = 1 / (1 + Math.exp(-(month - parseMonth(fed.middle)) / fed.width));
  return campaign + fed.floor + fed.hazard * rise;
}

/** The path of the stocks from January 2022, computed as far as it is asked for. */
export function createProfileMonths(seed: string): ProfileMonths {
  const key = keyOf(seed, 'profiles');
  const factors = regionalFactors(seed).activation;
  const path: ProfileMonth[] = [];
  return {
    at(month) {
      while (path.length <= month - START) {
        path.push(nextMonth(path.at(-1), START + path.length, key, factors));
      }
      return path[month - START]!;
    },
  };
}

function nextMonth(
  before: ProfileMonth | undefined,
  month: number,
  key: number,
  factors: readonly number[],
): ProfileMonth {
  const empty = (): Int32Array => new Int32Array(CELLS);
  const next = {
    launched: empty(),
    born: empty(),
    opposed: empty(),
    closed: empty(),
    activated: empty(),
    openStock: empty(),
    activatedStock: empty(),
  };
  const last = firstDay(month + 1) - 1;
  const rate = hazard(month);
  for (let cell = 0; cell < CELLS; cell++) {
    const d = Math.floor(cell / bands.length);
    const band = bands[cell % bands.length]!;
    const whole = (value: number, draw: number): number =>
      Math.floor(value + uniform(key, cell, month, draw));
    const open = before?.openStock[cell] ?? 0;
    const active = before?.activatedStock[cell] ?? 0;
    const upTo = (day: number): number => Math.floor(eligible[cell]! * launchedShare(d, day));
    const reached = upTo(last) - (before ? upTo(firstDay(month) - 1) : 0);
    const opposed = whole(reached * opening.opposed, 1);
    const launched = reached - opposed;
    const born = whole(open * opening.births, 2);
    const closed = whole(open * opening.closures, 3);
    const closedActive = Math.min(closed, whole((closed * active) / Math.max(1, open), 4));
    const noise = 1 + activation.month_noise * normal(key, cell, month, 5);
    const pool = Math.max(0, open + launched / 2 - closed - active);
    const own = factors[d]! * age_hazard[band]! * noise;
    const wanted = whole((pool * rate + launched * activation.at_opening) * own, 6);
    const openStock = open + launched + born - closed;
    const activated = Math.min(wanted, openStock - (active - closedActive));
    next.launched[cell] = launched;
    next.born[cell] = born;
    next.opposed[cell] = opposed;
    next.closed[cell] = closed;
    next.activated[cell] = activated;
    next.openStock[cell] = openStock;
    next.activatedStock[cell] = active - closedActive + activated;
  }
  return next;
}
