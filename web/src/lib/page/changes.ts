import type { Series } from '@vigie/contract';
import { changeSince, curvesOf, type Curves } from '../figure/curves.ts';
import { addMonths, formatMonth } from '../format/date.ts';
import { formatPercent, formatPoints } from '../format/number.ts';
import { lastFirmOf } from '../topics/cells.ts';
import { ApiUnavailable } from '../api/errors.ts';
import { curveName, flows, type Flow, type FlowId } from './flows.ts';
import { part } from './part.ts';
import { answerTo, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

/** What moved most in a flow between two complete months. */
export interface FlowChange {
  flow: FlowId;
  name: string;
  /** Both months, in words; empty where there are not two complete ones. */
  months: string;
  /** `territory` and `name` where the sentence is about one that has a page. */
  sentences: ChangeSentence[];
}

interface ChangeSentence {
  text: string;
  territory: string | null;
  name: string;
}

/** Under a tenth of a point, nothing that is shown has moved. */
const least = 0.05;

interface Move {
  territory: PageTerritory;
  difference: number;
  before: number;
  now: number;
}

/** The regions that moved most, up and down, flow by flow, since the month before. */
export async function loadChanges(site: Site, regions: PageTerritory[]): Promise<FlowChange[]> {
  const period = recentPeriod(site);
  const load = async ({ id, rate }: Flow): Promise<FlowChange> => {
    const [answer, nation] = await Promise.all([
      answerTo(site, { measure: rate, split: 'region', period }),
      answerTo(site, { measure: rate, period }),
    ]);
    return changeOf(site, id, answer, nation, regions);
  };
  const parts = await Promise.all(
    flows.map((flow) => part(curveName(flow.id, site.words), load(flow))),
  );
  if (parts.every(({ loaded }) => !loaded)) throw new ApiUnavailable('/v1/series', 'no flow');
  return parts.map((one, index) => {
    if (one.loaded) return one.value;
    const text = site.words.flow_missing();
    const flow = flows[index]?.id ?? 'feeding';
    return { flow, name: one.name, months: '', sentences: [{ text, territory: null, name: '' }] };
  });
}

export function changeOf(
  site: Pick<Site, 'words' | 'locale' | 'month' | 'nation'>,
  flow: FlowId,
  answer: Series | null,
  nation: Series | null,
  regions: readonly PageTerritory[],
): FlowChange {
  const { words, locale } = site;
  const name = curveName(flow, words);
  const curves = curvesOf(answer?.rows ?? [], nation?.rows ?? []);
  const month = site.month ?? lastFirmOf(curves);
  if (month === null || !complete(curves, month) || !complete(curves, addMonths(month, -1))) {
    return {
      flow,
      name,
      months: '',
      sentences: [{ text: words.changes_incomplete(), territory: null, name: '' }],
    };
  }
  const before = addMonths(month, -1);
  const months = words.changes_months({
    month: formatMonth(month, locale),
    before: formatMonth(before, locale),
  });
  const moves = [site.nation, ...regions].flatMap((territory) => moveOf(curves, territory, month));
  const overall = moves.find((move) => move.territory.id === site.nation.id);
  const below = moves.filter((move) => move !== overall);
  const own = below
    .filter(({ difference }) => Math.abs(difference) >= least)
    .sort((a, b) => b.difference - a.difference || a.territory.id.localeCompare(b.territory.id));
  const up = own.find((move) => move.difference > 0);
  const down = own.findLast((move) => move.difference < 0);
  const say = (
    move: Move,
    input: (texts: Record<'name' | 'points' | 'before' | 'now', string>) => string,
  ) => ({
    territory: move.territory.id === site.nation.id ? null : move.territory.id,
    name: move.territory.name,
    text: input({
      name: move.territory.name,
      points: formatPoints(move.difference, locale),
      before: formatPercent(move.before, locale),
      now: formatPercent(move.now, locale),
    }),
  });
  const sentences = [
    ...(overall === undefined ? [] : [say(overall, words.changes_nation)]),
    ...(up === undefined ? [] : [say(up, words.changes_up)]),
    ...(down === undefined ? [] : [say(down, words.changes_down)]),
    ...(up === undefined && down === undefined ? [noMove(below, words)] : []),
  ];
  return { flow, name, months, sentences };
}

/** Regions that are not published have not stood still. */
const noMove = (known: readonly Move[], words: Site['words']): ChangeSentence => ({
  text: known.length === 0 ? words.flow_change_unknown() : words.changes_none(),
  territory: null,
  name: '',
});

/** Whether a month has cells and none of them may still change. */
function complete(curves: Curves, month: string): boolean {
  const cells = [...curves.values()].flatMap((curve) => curve.get(month) ?? []);
  return cells.length > 0 && cells.every((cell) => !cell.provisional);
}

function moveOf(curves: Curves, territory: PageTerritory, month: string): Move[] {
  const change = changeSince(curves, territory.id, month, 1);
  const now = curves.get(territory.id)?.get(month)?.value ?? null;
  if (change === null || now === null) return [];
  return [{ territory, difference: change.difference, before: now - change.difference, now }];
}
