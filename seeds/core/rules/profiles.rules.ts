import { regionalFactors, departments } from '../actors/territory.js';
import { formatMonth, parseMonth } from '../calendar.js';
import type { World } from '../world.js';
import { otherDraw, percent, SENTINELLE_LEVERS, withoutLevers, type Rule } from './rule.js';
import { cellMap, cells, ratio, sum } from './table.js';

const FLOWS = [
  'opened',
  'opposed',
  'closed',
  'activated',
  'open_stock',
  'activated_stock',
] as const;
const OPENING = '2022-01';

const CELL = ['department', 'age_band'] as const;

const profileCells = (world: World, month: string) =>
  cells(world, 'profiles', 'month', month, CELL, FLOWS);

const activated = (world: World, month: string): number =>
  sum(profileCells(world, month), 'activated_stock');

/** Cells at the end of the month before. */
function lastMonth(world: World, month: string) {
  const before = formatMonth(parseMonth(month) - 1);
  return month > OPENING
    ? cellMap(world, 'profiles', 'month', before, CELL, FLOWS)
    : new Map<string, never>();
}

/** What a department has come to at the end of a month. */
export interface Standing {
  readonly open: number;
  readonly activated: number;
  /** Opposed since the opening, and closed. */
  readonly opposed: number;
  readonly closed: number;
}

/** Standing of every department. */
export function standings(world: World, month: string): ReadonlyMap<string, Standing> {
  const all = new Map<string, Standing>();
  for (let at = OPENING; at <= month; at = formatMonth(parseMonth(at) + 1)) {
    const rows = cells(world, 'profiles', 'month', at, ['department'], FLOWS);
    for (const { department, opposed, closed, open_stock, activated_stock } of rows) {
      const last = all.get(department);
      all.set(department, {
        open: open_stock,
        activated: activated_stock,
        opposed: (last?.opposed ?? 0) + opposed,
        closed: (last?.closed ?? 0) + closed,
      });
    }
  }
  return all;
}

/** Documents attempted and accepted, by department. */
function acceptedByDepartment(world: World, month: string) {
  const by = ['department'] as const;
  const rows = cells(world, 'documents', 'month', month, by, ['attempted', 'accepted']);
  return rows.filter(({ attempted }) => attempted > 0);
}

/** Rule 3: a profile takes documents while it is open, activated or not. */
const closedRejects: Rule = {
  number: 3,
  name: 'documents are rejected for a closed profile about as often as patients have opposed theirs',
  violations(world, month) {
    const attempted = sum(acceptedByDepartment(world, month), 'attempted');
    if (attempted < 50_000) return [];
    const reasons = cells(world, 'feeding_reasons', 'month', month, ['sector'], ['closed']);
    const all = [...standings(world, month).values()];
    const opposed = sum(all, 'opposed') / (sum(all, 'opposed') + sum(all, 'open'));
    const share = sum(reasons, 'closed') / attempted;
    if (share >= opposed / 2 && share <= 2 * opposed) return [];
    return [`${percent(share)} rejected as closed, ${percent(opposed)} opposed`];
  },
};

const openAccepts: Rule = {
  number: 3,
  name: 'a document is accepted only where a profile is open',
  violations(world, month) {
    const all = standings(world, month);
    return acceptedByDepartment(world, month).flatMap(({ department, accepted }) => {
      const open = all.get(department)?.open ?? 0;
      if (accepted === 0 || open > 0) return [];
      return [`documents ${month} ${department}: ${accepted} accepted, no profile open`];
    });
  },
};

/** Departments that must feed for their halves to be compared. */
const FEEDING = 80;
const activationApart: Rule = {
  number: 3,
  name: 'a profile accepts as well whether activated or not',
  violations(world, month) {
    const all = standings(world, month);
    const rows = acceptedByDepartment(world, month)
      .map((row) => ({ ...row, at: all.get(row.department) }))
      .filter(({ at }) => at && at.open > 0)
      .sort((a, b) => a.at!.activated / a.at!.open - b.at!.activated / b.at!.open);
    if (rows.length < FEEDING) return [];
    const half = rows.length >> 1;
    const [low, high] = [rows.slice(0, half), rows.slice(half)].map((list) =>
      ratio(list, 'accepted', 'attempted'),
    );
    const moved = high! - low!;
    // Vendors are not even over the territory, and some are accepted a little better.
    if (!(Math.abs(moved) > 0.02)) return [];
    return [`accepted ÷ attempted is ${percent(moved)} higher where more are activated`];
  },
};

/** Rule 4: what is fed makes people activate. */
const withinOpen: Rule = {
  number: 4,
  name: 'no more profiles are activated than open, on any day',
  violations(world, month) {
    const found: string[] = [];
    const start = lastMonth(world, month);
    const at = new Map<string, { open: number; activated: number }>();
    const days = cells(world, 'profiles', 'day', month, [...CELL, 'period'], FLOWS);
    days.sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
    for (const day of days) {
      const key = `${day.department}|${day.age_band}`;
      const last = at.get(key) ?? {
        open: start.get(key)?.open_stock ?? 0,
        activated: start.get(key)?.activated_stock ?? 0,
      };
      const open = last.open + day.opened - day.closed;
      // The profiles closed may all have been activated ones.
      const activated = last.activated + day.activated - day.closed;
      at.set(key, { open, activated });
      if (activated > open) found.push(`${key} ${day.period}: ${activated} activated of ${open}`);
    }
    for (const { department, age_band, open_stock, activated_stock } of profileCells(
      world,
      month,
    )) {
      if (activated_stock <= open_stock) continue;
      found.push(
        `${department}|${age_band} ${month}: ${activated_stock} activated of ${open_stock}`,
      );
    }
    return found;
  },
};

const irreversible: Rule = {
  number: 4,
  name: 'an activated profile stays so until it is closed',
  violations(world, month) {
    const last = lastMonth(world, month);
    return profileCells(world, month).flatMap((row) => {
      const start = last.get(`${row.department}|${row.age_band}`)?.activated_stock ?? 0;
      const lost = start + row.activated - row.activated_stock;
      if (lost >= 0 && lost <= row.closed) return [];
      return [`${row.department}|${row.age_band}: ${lost} lost while ${row.closed} closed`];
    });
  },
};

const fedActivates: Rule = {
  number: 4,
  name: 'fewer documents fed make fewer activations',
  violations(world, month) {
    const other = withoutLevers(world, SENTINELLE_LEVERS);
    const fed = (of: World): number => sum(acceptedByDepartment(of, month), 'accepted');
    const [all, bare] = [activated(world, month), activated(other, month)];
    const found: string[] = [];
    if (bare > all) found.push(`${bare} activated without the levers, ${all} with them`);
    // Once months of notices have had their effect.
    if (month >= '2023-12' && fed(other) < 0.99 * fed(world) && bare > 0.9995 * all) {
      found.push(`${fed(world) - fed(other)} more documents fed, ${all - bare} more activated`);
    }
    return found;
  },
};

/** Rule 13: regions differ around the same nation. */
const regions: Rule = {
  number: 13,
  name: 'regions activate more or less, and the nation as under any other draw of them',
  violations(world, month) {
    const found: string[] = [];
    const factors = regionalFactors(world.seed);
    const persons = departments.reduce((all, { population }) => all + population, 0);
    for (const [name, list] of Object.entries(factors)) {
      const mean = departments.reduce((all, { population }, d) => all + population * list[d]!, 0);
      if (Math.abs(mean / persons - 1) > 1e-9)
        found.push(`mean ${name} factor of ${mean / persons}`);
    }
    if (month < OPENED) return found;
    const other = otherDraw(world);
    const moved = activated(other, month) / activated(world, month) - 1;
    const most = 0.015 + 0.6 * Math.abs(notices(other, month) / notices(world, month) - 1);
    if (Math.abs(moved) > most) found.push(`${percent(moved)} more activated under another draw`);
    return found;
  },
};

/** Month by which every department has opened. */
const OPENED = '2022-10';

/** Notices of fed documents by open profile, up to a month: few actors do not feed alike. */
function notices(world: World, month: string): number {
  let all = 0;
  for (let at = parseMonth(OPENING); at <= parseMonth(month); at++) {
    all += world.state.profiles.at(at).notices;
  }
  return all;
}

/** Rules about profiles, and about what their state does to what is sent. */
export const profileRules: readonly Rule[] = [
  closedRejects,
  openAccepts,
  activationApart,
  withinOpen,
  irreversible,
  fedActivates,
  regions,
];
