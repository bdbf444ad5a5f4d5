import { type Lever } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';
import { levers } from '@vigie/seeds/reference';
import { type MonthlyCount } from '../irritants/national-counts.query.js';
import { barriersClearedBy, described, irritantsOf } from '../irritants/reference-links.js';

/** A month in which a lever was deployed, by so many releases or decisions. */
export interface Deployment {
  lever: string;
  kind: Lever['kind'];
  name: Bilingual;
  month: string;
  deployments: number;
}

/** The deployments that are published, oldest first. */
export function deploymentsOf(counts: readonly MonthlyCount[]): Deployment[] {
  return counts
    .flatMap(({ id, month, value }) => {
      const lever = levers.find((one) => one.id === id);
      if (lever === undefined || value === null || value === 0) return [];
      const name = { fr: lever.name_fr, en: lever.name_en };
      return [{ lever: id, kind: lever.kind, name, month, deployments: value }];
    })
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

/** Every lever with what is published of it; `counts` is empty where nothing is. */
export function leversWith(counts: readonly MonthlyCount[]): Lever[] {
  const deployments = deploymentsOf(counts);
  return levers.map((lever) => {
    const own = deployments.filter((one) => one.lever === lever.id);
    const known = lever.kind === 'release' && counts.length > 0;
    return {
      ...described(lever),
      kind: lever.kind,
      irritants: irritantsOf(lever).map(({ id }) => id),
      barriers: barriersClearedBy(lever).map(({ id }) => id),
      first_on: own.at(0)?.month ?? null,
      releases: known ? own.reduce((total, one) => total + one.deployments, 0) : null,
    };
  });
}
