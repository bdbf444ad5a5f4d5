import type { Edition, Measures } from '@vigie/contract';
import type { Api } from '../api/client.ts';
import { ApiUnavailable } from '../api/errors.ts';
import { historyStart, latestMonth } from '../figure/curves.ts';
import { readState, type PageState, type StateFault } from '../filters/url-state.ts';
import { formatMonth, monthsBetween, type Locale } from '../format/index.ts';
import { pageTerritory, type PageTerritory } from './territory.ts';

export interface FilterChoice {
  id: string;
  label: string;
}

/** What a form offers: the regions by name, the months with the latest first. */
export interface FilterChoices {
  regions: FilterChoice[];
  months: FilterChoice[];
}

export interface OpenedPage {
  edition: Edition;
  measures: Measures;
  territories: PageTerritory[];
  nation: PageTerritory;
  state: PageState;
  faults: StateFault[];
  filters: FilterChoices;
}

/** What both kinds of pages start from: the edition, the territories, and what is asked for. */
export async function openPage(
  api: Api,
  locale: Locale,
  query: URLSearchParams,
): Promise<OpenedPage> {
  const [edition, measures, described] = await Promise.all([
    api.edition(),
    api.measures(),
    api.territories(),
  ]);
  const territories = described.map(pageTerritory);
  const nation = territories.find((territory) => territory.kind === 'nation');
  if (nation === undefined) throw new ApiUnavailable('/v1/territories', 'no nation');
  const months = monthsBetween(historyStart, latestMonth(edition));
  const regions = territories
    .filter((territory) => territory.kind === 'region')
    .map(({ id, name }) => ({ id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  return {
    edition,
    measures,
    territories,
    nation,
    ...readState(query, { regions, months }),
    filters: {
      regions,
      months: months.reverse().map((id) => ({ id, label: formatMonth(id, locale) })),
    },
  };
}
