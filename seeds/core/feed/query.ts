import { formatDay, formatMonth, monthOf, parseDay, parseMonth } from '../calendar.js';
import { closedMonth } from '../clock.js';
import { GRAINS, type Grain } from '../tally/columns.js';
import { STREAM_NAMES, SUBMISSIONS, type StreamName, type World } from '../world.js';
import { FeedError } from './errors.js';
import { DEFAULT_LIMIT, MAX_LIMIT, type PageQuery } from './page.js';

export type Asked = Readonly<Record<string, string | string[] | undefined>>;

const NAMES = ['grain', 'month', 'after', 'through', 'limit', 'of'];

/**
 * The stream of a page's address; of the submissions, those of the streams that `of` lists, which
 * make a stream of their own with its own cursors.
 */
export function readStream(name: string, of: Asked[string]): StreamName {
  const stream = STREAM_NAMES.find((known) => known === name);
  if (stream === undefined) throw FeedError.unknown('stream', name, STREAM_NAMES);
  if (of === undefined) return stream;
  const submitted = STREAM_NAMES.filter((known) => known !== SUBMISSIONS);
  const listed = String(of).split(',');
  const unknown = listed.find((known) => !submitted.includes(known));
  if (stream !== SUBMISSIONS) {
    throw FeedError.unknown('parameter', 'of', [`only with the stream ${SUBMISSIONS}`]);
  }
  if (unknown !== undefined) throw FeedError.unknown('stream', unknown, submitted);
  return `${SUBMISSIONS}:${submitted.filter((known) => listed.includes(known)).join(',')}`;
}

/** The question of a page, checked against what exists on the feed day. */
export function readQuery(world: World, asked: Asked, feedDay: number): PageQuery {
  for (const [name, value] of Object.entries(asked)) {
    if (!NAMES.includes(name)) throw FeedError.unknown('parameter', name, NAMES);
    if (Array.isArray(value)) {
      throw new FeedError(400, 'bad_parameter', `The parameter ${name} is given twice.`, ['once']);
    }
  }
  const text = (name: string): string | undefined => {
    const value = asked[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const grain = GRAINS.find((known) => known === text('grain'));
  if (!grain) throw FeedError.unknown('grain', text('grain') ?? '', GRAINS);
  return {
    grain,
    month: readMonth(world, grain, text('month') ?? '', feedDay),
    after: text('after'),
    through: readThrough(grain, text('through'), feedDay),
    limit: readLimit(text('limit')),
  };
}

function readMonth(world: World, grain: Grain, text: string, feedDay: number): number {
  const last = monthOf(feedDay);
  const allowed = [`${world.historyFrom} to ${formatMonth(last)}`];
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? parseMonth(text) : NaN;
  if (!(month >= world.state.historyFrom && month <= last)) {
    throw FeedError.unknown('month', text, allowed);
  }
  const closed = closedMonth(feedDay);
  if (grain !== 'day' && month > closed) throw FeedError.notClosed(text, formatMonth(closed));
  return month;
}

function readThrough(grain: Grain, text: string | undefined, feedDay: number): number {
  if (text === undefined) return feedDay;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDay(text) : NaN;
  if (grain !== 'day' || !(day <= feedDay) || formatDay(day) !== text) {
    const allowed =
      grain !== 'day' ? ['only with grain=day'] : [`a day up to ${formatDay(feedDay)}`];
    throw FeedError.unknown('through', text, allowed);
  }
  return day;
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!(limit >= 1 && limit <= MAX_LIMIT)) {
    throw new FeedError(400, 'bad_limit', `The limit “${text}” is out of range.`, [
      `1 to ${MAX_LIMIT}`,
    ]);
  }
  return limit;
}
