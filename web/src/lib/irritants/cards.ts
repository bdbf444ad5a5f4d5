import type { Irritants } from '@vigie/contract';
import { formatCount } from '../format/number.ts';
import { textOf, type TopicBase } from '../topics/base.ts';
import type { Trend } from '../topics/trend.ts';
import { statusIn } from './path.ts';
import { trendWord, type RankedIrritant } from './ranking.ts';

/** An irritant as the list shows it, everything in words. */
export interface IrritantCard {
  id: string;
  name: string;
  href: string;
  stage: string;
  owner: string;
  /** « En déploiement depuis mai 2026 ». */
  status: string;
  /** Reports of the month, or null where not published. */
  reports: string | null;
  /** What stands in for reports that are not published. */
  hidden: string;
  trend: Trend;
  trendWord: string;
  barriers: number;
  levers: number;
}

/** The most reported first, those without a published count last, in the order of the API. */
export function irritantCards(
  base: TopicBase,
  described: Irritants,
  ranked: readonly RankedIrritant[],
  hrefOf: (irritant: string) => string,
): IrritantCard[] {
  const { locale } = base;
  const places = new Map(ranked.map(({ id }, place) => [id, place]));
  const last = ranked.length;
  const stages = new Map(described.stages.map(({ id, label }) => [id, textOf(label, locale)]));
  return described.irritants
    .toSorted((a, b) => (places.get(a.id) ?? last) - (places.get(b.id) ?? last))
    .map((irritant) => {
      const rank = ranked.find(({ id }) => id === irritant.id);
      const trend = rank?.test.trend ?? 'unknown';
      const value = rank?.value ?? null;
      return {
        id: irritant.id,
        name: textOf(irritant.name, locale),
        href: hrefOf(irritant.id),
        stage: stages.get(irritant.stage) ?? irritant.stage,
        owner: textOf(irritant.owner.label, locale),
        status: statusText(base, described, irritant),
        reports: value === null ? null : formatCount(value, locale),
        hidden: rank?.hidden ?? base.words.state_absent(),
        trend,
        trendWord: trendWord(base, trend),
        barriers: irritant.barriers.length,
        levers: irritant.levers.length,
      };
    });
}

/** « En déploiement depuis mai 2026 », or that nothing is published of it yet. */
export function statusText(
  { words, locale }: Pick<TopicBase, 'words' | 'locale'>,
  described: Pick<Irritants, 'statuses'>,
  irritant: Parameters<typeof statusIn>[1],
): string {
  const said = statusIn(described, irritant, locale);
  if (said === null) return words.irritants_status_none();
  return said.since === ''
    ? said.status
    : words.irritants_status_since({ status: said.status, month: said.since });
}
