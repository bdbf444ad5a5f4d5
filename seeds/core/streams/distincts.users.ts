import { nomenclature } from '@vigie/seeds/reference';
import { departments } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { distinctRates } from '../calibration/distincts.js';
import type { WorldState } from '../world-state.js';
import { byDepartment, personsReached, raise, type Territories } from './distincts.js';
import { sessions } from './patients.stream.js';
import { risen, type Uptake } from './uptake.js';

const APP = nomenclature('patient_channel').findIndex(({ id }) => id === 'app');
const START = parseMonth('2022-01');
const { shape, both, returning, enriching } = distinctRates.users;
/** A user has one profile, in one department: nothing is counted twice. */
const ONCE = { region: 0, nation: 0 };

interface Curve extends Uptake {
  readonly from: number;
  readonly to: number;
}
const at = (curve: Curve, month: number): number =>
  curve.from + (curve.to - curve.from) * risen(curve, month);

/** Users of a month or of a part of it, by department. */
interface Users {
  readonly all: readonly number[];
  readonly app: readonly number[];
  readonly web: readonly number[];
}

/**
 * Those who activated, and of the others those whom at least one session of theirs makes users,
 * in a share of the month (1, or a week's).
 */
function usersIn(world: WorldState, month: number, part: number): Users {
  const { flows, stocks } = world.profiles.at(month);
  const active = byDepartment(stocks.active);
  const installed = byDepartment(stocks.app);
  const activated = byDepartment(flows.activated);
  const byApp = byDepartment(flows.app);
  const visits = sessionsOf(world, month);
  const k = at(shape, month);
  const users = (all: number, began: number, among: number): number => {
    const again = personsReached((all - began) * part, Math.max(0, among - began), k);
    return Math.floor(began * part + again);
  };
  const app = departments.map((_, d) => users(visits.app[d]!, byApp[d]!, installed[d]!));
  const web = departments.map((_, d) =>
    users(visits.web[d]!, activated[d]! - byApp[d]!, active[d]! - installed[d]!),
  );
  const all = departments.map(
    (_, d) => app[d]! + web[d]! - Math.floor(both * Math.min(app[d]!, web[d]!)),
  );
  return { all, app, web };
}

/** Sessions of a month by department. */
function sessionsOf(world: WorldState, month: number): { app: Float64Array; web: Float64Array } {
  const book = world.book(sessions.book, month);
  const [counts] = book.counts;
  const channel = book.codes[sessions.book.dimensions.findIndex(({ name }) => name === 'channel')]!;
  const sums = {
    app: new Float64Array(departments.length),
    web: new Float64Array(departments.length),
  };
  for (let e = 0; e < book.rows; e++) {
    sums[channel[e] === APP ? 'app' : 'web'][book.subject[e]!]! += counts![e]!;
  }
  return sums;
}

/** Users of Mon espace santé, by the department of their profile. */
export function userPersons(world: WorldState, month: number): Record<string, Territories> {
  const days = firstDay(month + 1) - firstDay(month);
  const now = usersIn(world, month, 1);
  const before = month > START ? usersIn(world, month - 1, 1) : undefined;
  const back = (channel: keyof Users): Territories =>
    raise(
      now[channel].map((users, d) =>
        Math.min(users, Math.floor((before?.[channel][d] ?? 0) * at(returning[channel], month))),
      ),
      ONCE,
    );
  return {
    monthly_users: raise(now.all, ONCE),
    monthly_app_users: raise(now.app, ONCE),
    monthly_web_users: raise(now.web, ONCE),
    weekly_users: raise(usersIn(world, month, 7 / days).all, ONCE),
    returning_users: back('all'),
    returning_app_users: back('app'),
    returning_web_users: back('web'),
    enriching_users: raise(
      now.all.map((users) => Math.floor(users * at(enriching, month))),
      ONCE,
    ),
  };
}
