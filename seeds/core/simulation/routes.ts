import type { FastifyInstance } from 'fastify';
import { formatDay, formatMonth, monthOf, parseDay, parseMonth } from '../calendar.js';
import type { Clock } from '../clock.js';
import { FeedError } from '../feed/errors.js';
import { leverIds } from '../levers/lever-ids.js';
import type { World } from '../world.js';
import {
  barriersIn,
  counterfactual,
  EFFECTS,
  leverEffect,
  leversOf,
  trueSubmissions,
  type LeverChange,
  type Window,
} from './truth.js';

type Asked = Readonly<Record<string, string | undefined>>;

/** `GET /simulation/…`: the truth of the world, as JSON `{ "world", "rows" }`. */
export function simulationRoutes(server: FastifyInstance, world: World, clock: Clock): void {
  const last = (): number => monthOf(clock.feedDay());
  const answer = (rows: readonly object[]) => ({ world: world.id, simulated: true, rows });
  const get = (path: string, parameters: readonly string[], rows: (asked: Asked) => unknown) =>
    server.get<{ Querystring: Asked }>(`/simulation/${path}`, async ({ query }) => {
      for (const name of Object.keys(query)) {
        if (!parameters.includes(name)) throw FeedError.unknown('parameter', name, parameters);
      }
      return answer((await rows(query)) as object[]);
    });

  get('levers', [], () => leversOf(world));
  get('barriers', ['month'], ({ month }) => barriersIn(world, readMonth(world, month, last())));
  get(
    'effects',
    ['lever', 'measure', 'from', 'to'],
    ({ lever, measure = 'accepted', from, to }) => {
      const measures = Object.keys(EFFECTS);
      if (!measures.includes(measure)) throw FeedError.unknown('measure', measure, measures);
      return leverEffect(world, readLever(lever), readWindow(world, from, to, last()), measure);
    },
  );
  get('counterfactual', ['lever', 'change', 'from', 'to'], ({ lever, change, from, to }) =>
    counterfactual(
      world,
      { [readLever(lever)]: readChange(change) },
      readWindow(world, from, to, last()),
    ),
  );
  get('submissions', ['month', 'grain'], ({ month, grain = 'month' }) => {
    if (grain !== 'month' && grain !== 'day') {
      throw FeedError.unknown('grain', grain, ['month', 'day']);
    }
    return trueSubmissions(world, readMonth(world, month, last()), grain);
  });
  get('distincts', ['month'], ({ month }) =>
    [...world.rows('distincts', 'month', formatMonth(readMonth(world, month, last())))].map(
      ({ measure, cuboid, territory, sector, value }) => ({
        measure,
        cuboid,
        territory,
        sector,
        value,
      }),
    ),
  );
}

function readLever(text = ''): string {
  if (!leverIds.includes(text)) throw FeedError.unknown('lever', text, leverIds);
  return text;
}

function readMonth(world: World, text = '', last: number): number {
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? parseMonth(text) : NaN;
  if (!(month >= world.state.historyFrom && month <= last)) {
    throw FeedError.unknown('month', text, [`${world.historyFrom} to ${formatMonth(last)}`]);
  }
  return month;
}

function readWindow(
  world: World,
  from: string | undefined,
  to: string | undefined,
  last: number,
): Window {
  const window = { from: readMonth(world, from, last), to: readMonth(world, to, last) };
  if (window.from > window.to) {
    throw FeedError.unknown('window', `${from} to ${to}`, ['from at or before to']);
  }
  return window;
}

/** `without`, `shift:-90` (days) or `from:2023-01-01`. */
function readChange(text = ''): LeverChange {
  const shift = /^shift:(-?\d{1,4})$/.exec(text);
  if (shift) return { shift_days: Number(shift[1]) };
  const from = /^from:(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (from && isDay(from[1]!)) return { from: from[1]! };
  if (text === 'without') return { without: true };
  throw FeedError.unknown('change', text, ['without', 'shift:DAYS', 'from:YYYY-MM-DD']);
}

function isDay(text: string): boolean {
  const day = parseDay(text);
  return !Number.isNaN(day) && formatDay(day) === text;
}
