import { ageBands } from '@vigie/seeds/reference';
import { departments, regionalFactors } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { meanCampaignRise, type CampaignEffect } from '../calibration/campaigns.js';
import { patientRates, type Step } from '../calibration/patients.js';
import { profileRates } from '../calibration/profiles.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import { deal } from '../tally/deal.js';
import { informedShares, launchedShare } from './profile-launch.js';
import { appShares, hazards, TRIGGERS, type Hazards } from './profile-triggers.js';

const MAIL = TRIGGERS.indexOf('mail');
const CAMPAIGN = TRIGGERS.indexOf('campaign');

const FLOWS = [
  /** Told of the opening to come. */
  'informed_email',
  'informed_post',
  /** Opened after the notice to the department. */
  'launched',
  /** Opened since: births and arrivals. */
  'born',
  'opposed_email',
  'opposed_post',
  'closed',
  'activated',
  /** Activated in the mobile application. */
  'app',
  ...TRIGGERS,
  /** Medical profile filled in, first measurement added. */
  'completed',
  'measured',
  /** The mobile application downloaded by one who does not activate with it. */
  'installed',
] as const;
const STOCKS = ['open', 'active', 'completed', 'measured', 'app'] as const;

type Flow = (typeof FLOWS)[number];
type Stock = (typeof STOCKS)[number];

/** Flows and month-end stocks of the cells department × age band, persons. */
export interface ProfileMonth {
  readonly flows: Readonly<Record<Flow, Int32Array>>;
  /** Open; activated, and of these with a medical profile, a measurement, the application. */
  readonly stocks: Readonly<Record<Stock, Int32Array>>;
  /** Notices of fed documents for one open profile. */
  readonly notices: number;
}

/** Flows and stocks of any month, none before January 2022. */
export interface ProfileMonths {
  at(month: number): ProfileMonth;
}

/** Age bands, in the order of the reference. */
export const bands = ageBands.map((band) => band.id);
/** Cells department × age band: `department * bands.length + band`. */
export const CELLS = departments.length * bands.length;
const START = parseMonth('2022-01');
const { informing, opening, activation, app, age_shares, overseas_age_tilt, age_hazard } =
  profileRates;
const { completion, measurement, downloads, involvement } = patientRates;

/** Persons eligible by cell: the department's population over the bands, younger overseas. */
const eligible: readonly number[] = departments.flatMap((department) => {
  const weights = bands.map(
    (band) => age_shares[band]! * (department.overseas ? overseas_age_tilt[band]! : 1),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => (opening.eligible * department.population * w) / sum);
});
const APP_FROM = parseMonth(app.from);
const inhabitants = eligible.map((persons) => persons / opening.eligible);
const nation = eligible.reduce((a, b) => a + b, 0);

/**
 * The path of the stocks from January 2022, computed as far as it is asked for.
 * @param fed documents accepted by the nation in a month
 */
export function createProfileMonths(seed: string, fed: (month: number) => number): ProfileMonths {
  const key = keyOf(seed, 'profiles');
  const factors = regionalFactors(seed).activation.map((f) => f ** activation.regional_power);
  const path: ProfileMonth[] = [];
  const { memory } = activation.notices;
  const recent = (month: number): number => {
    let sum = 0;
    for (let ago = 0; ago < memory; ago++) sum += fed(month - ago);
    return sum / (memory * nation);
  };
  return {
    at(month) {
      if (month < START) return none;
      while (path.length <= month - START) {
        const next = START + path.length;
        const notices = { now: fed(next) / nation, recent: recent(next) };
        path.push(nextMonth(path.at(-1), next, notices, key, factors));
      }
      return path[month - START]!;
    },
  };
}

const columns = <Name extends string>(names: readonly Name[]): Record<Name, Int32Array> =>
  Object.fromEntries(names.map((name) => [name, new Int32Array(CELLS)])) as Record<
    Name,
    Int32Array
  >;

/** Before the launch. */
const none: ProfileMonth = { flows: columns(FLOWS), stocks: columns(STOCKS), notices: 0 };

/** A month in the making: what came before, what drives it, what is written. */
interface Making {
  readonly month: number;
  readonly before: ProfileMonth | undefined;
  readonly key: number;
  readonly factors: readonly number[];
  readonly notices: number;
  readonly hazards: Hazards;
  readonly appShares: readonly number[];
  readonly rises: Readonly<Record<CampaignEffect, Float64Array>>;
  readonly flows: Record<Flow, Int32Array>;
  readonly stocks: Record<Stock, Int32Array>;
}

function nextMonth(
  before: ProfileMonth | undefined,
  month: number,
  notices: { readonly now: number; readonly recent: number },
  key: number,
  factors: readonly number[],
): ProfileMonth {
  const making: Making = {
    month,
    before,
    key,
    factors,
    notices: notices.now,
    hazards: hazards(month, notices.recent),
    appShares: appShares(month),
    rises: {
      activation: meanCampaignRise('activation', month),
      downloads: meanCampaignRise('downloads', month),
      completion: meanCampaignRise('completion', month),
    },
    flows: columns(FLOWS),
    stocks: columns(STOCKS),
  };
  for (let cell = 0; cell < CELLS; cell++) {
    inform(making, cell);
    open(making, cell);
    const calmByApp = activate(making, cell);
    use(making, cell, calmByApp);
  }
  return { flows: making.flows, stocks: making.stocks, notices: notices.now };
}

const departmentOf = (cell: number): number => Math.floor(cell / bands.length);
const bandOf = (cell: number): string => bands[cell % bands.length]!;
const stockBefore = ({ before }: Making, name: Stock, cell: number): number =>
  before?.stocks[name][cell] ?? 0;

/** Rounds an expected number up or down by chance. */
const whole = ({ key, month }: Making, cell: number, value: number, draw: number): number =>
  Math.floor(value + uniform(key, cell, month, draw));

/** Persons of a cell told that a profile will open for them, by e-mail and by post. */
function inform({ month, before, flows }: Making, cell: number): void {
  const { per_inhabitant, email, letters } = informing;
  const persons = inhabitants[cell]! * per_inhabitant;
  const upTo = (day: number): { byEmail: number; byPost: number } => {
    const { first, later } = informedShares(departmentOf(cell), day);
    const byEmail = Math.floor(persons * first * (email / (1 - letters)));
    return { byEmail, byPost: Math.floor(persons * (first + later)) - byEmail };
  };
  const now = upTo(firstDay(month + 1) - 1);
  const then = before ? upTo(firstDay(month) - 1) : { byEmail: 0, byPost: 0 };
  flows.informed_email[cell] = now.byEmail - then.byEmail;
  flows.informed_post[cell] = now.byPost - then.byPost;
}

/** Opens, opposes and closes; those opened since the launch were told as they came. */
function open(making: Making, cell: number): void {
  const { month, before, flows, stocks } = making;
  const held = stockBefore(making, 'open', cell);
  const upTo = (day: number): number =>
    Math.floor(eligible[cell]! * launchedShare(departmentOf(cell), day));
  const reached = upTo(firstDay(month + 1) - 1) - (before ? upTo(firstDay(month) - 1) : 0);
  const opposed = whole(making, cell, reached * opening.opposed, 1);
  const byEmail = Math.min(opposed, whole(making, cell, opposed * opening.opposed_by_email, 9));
  // There are no more profiles than inhabitants, though the published stocks come close.
  const room = Math.max(0, 1 - held / inhabitants[cell]!);
  const born = whole(making, cell, held * opening.births * Math.min(1, room / opening.room), 2);
  const bornByEmail = Math.floor(born * informing.email);
  flows.informed_email[cell]! += bornByEmail;
  flows.informed_post[cell]! += born - bornByEmail;
  flows.launched[cell] = reached - opposed;
  flows.born[cell] = born;
  flows.opposed_email[cell] = byEmail;
  flows.opposed_post[cell] = opposed - byEmail;
  flows.closed[cell] = whole(making, cell, held * opening.closures, 3);
  stocks.open[cell] = held + flows.launched[cell] + born - flows.closed[cell];
}

/**
 * Activates profiles, each for one cause and by one channel.
 * @returns activations in the application that no campaign caused, as expected
 */
function activate(making: Making, cell: number): number {
  const { month, key, hazards: base, flows, stocks } = making;
  const held = stockBefore(making, 'open', cell);
  const active = stockBefore(making, 'active', cell);
  const closed = flows.closed[cell]!;
  const launched = flows.launched[cell]!;
  const d = departmentOf(cell);

  const pool = Math.max(0, held + launched / 2 - closed - active);
  const reluctance = (pool / Math.max(1, pool + active)) ** activation.reluctance;
  const noise = 1 + activation.month_noise * normal(key, cell, month, 5);
  const own = making.factors[d]! * age_hazard[bandOf(cell)]! * noise;
  const usual = pool * reluctance * own;
  const { mail, consultation, feeding_notice, message_notice } = base;
  const campaign =
    making.rises.activation[d]! * (mail + consultation + feeding_notice + message_notice);
  const expected = [mail, consultation, campaign, feeding_notice, message_notice].map(
    (hazard) => usual * hazard,
  );
  expected[MAIL]! += launched * activation.at_opening * own;

  const remaining = active - Math.min(closed, closedActive(making, cell));
  const sum = expected.reduce((a, b) => a + b, 0);
  const activated = Math.min(whole(making, cell, sum, 6), stocks.open[cell]! - remaining);
  const weights = expected.map((value) => 1 + Math.round(1000 * value));
  const total = weights.reduce((a, b) => a + b, 0);
  const caused = new Int32Array(TRIGGERS.length);
  deal(activated, weights, total, uniform(key, cell, month, 7), caused);

  const byApp = Array.from(
    caused,
    (count, t) => count * Math.min(app.cap, making.appShares[t]! * app.age[bandOf(cell)]!),
  );
  const inApp = byApp.reduce((a, b) => a + b, 0);
  flows.activated[cell] = activated;
  flows.app[cell] = Math.min(activated, whole(making, cell, inApp, 8));
  TRIGGERS.forEach((trigger, t) => (flows[trigger][cell] = caused[t]!));
  stocks.active[cell] = remaining + activated;
  return inApp - byApp[CAMPAIGN]!;
}

/** Activated profiles among those that close. */
function closedActive(making: Making, cell: number): number {
  const share =
    stockBefore(making, 'active', cell) / Math.max(1, stockBefore(making, 'open', cell));
  return whole(making, cell, making.flows.closed[cell]! * share, 4);
}

/** What users do once: fill in the medical profile, add a measurement, get the application. */
function use(making: Making, cell: number, calmByApp: number): void {
  const { month, flows, stocks, rises, notices } = making;
  const d = departmentOf(cell);
  const active = stockBefore(making, 'active', cell);
  const activated = flows.activated[cell]!;
  const activeStock = stocks.active[cell]!;
  const gone = active + activated - activeStock;
  /** What remains of a part of the active profiles once some have closed. */
  const kept = (name: Stock): number => {
    const part = stockBefore(making, name, cell);
    return part - Math.min(part, whole(making, cell, (gone * part) / Math.max(1, active), 10));
  };
  const grow = (name: 'completed' | 'measured', rate: Step, draw: number): void => {
    const held = kept(name);
    const calm = activated - flows.campaign[cell]!;
    const each = rate.hazard + rate.notice * notices;
    const usual = calm * rate.at_activation + (active - held) * each;
    const moved = usual * involvement[bandOf(cell)]! * (1 + rises.completion[d]!);
    flows[name][cell] = Math.min(activeStock - held, whole(making, cell, moved, draw));
    stocks[name][cell] = held + flows[name][cell];
  };
  grow('completed', completion, 11);
  grow('measured', measurement, 12);

  const withApp = kept('app');
  const later = month < APP_FROM ? 0 : Math.max(0, active - withApp) * downloads.later;
  const wanted = (calmByApp + later) * (1 + rises.downloads[d]!) - flows.app[cell]!;
  const installed = Math.max(0, whole(making, cell, wanted, 13));
  flows.installed[cell] = installed;
  const usersMore = flows.app[cell]! + whole(making, cell, installed * downloads.kept, 14);
  stocks.app[cell] = Math.min(activeStock, withApp + usersMore);
}
