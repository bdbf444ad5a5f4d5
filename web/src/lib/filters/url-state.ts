import { nearest, nearestMonth, type Choice } from './nearest.ts';

export const feedingViews = ['rate', 'documents'] as const;
export type FeedingView = (typeof feedingViews)[number];

/** What a page shows, as its address says it; null and `rate` are the defaults. */
export interface PageState {
  region: string | null;
  period: string | null;
  feeding: FeedingView;
}

export const defaultState: PageState = { region: null, period: null, feeding: 'rate' };

/** What the address may say on this page. */
export interface StateChoices {
  regions: readonly Choice[];
  /** Months with figures, oldest first. */
  months: readonly string[];
}

/** A parameter that could not be followed, and the closest one that can. */
export interface StateFault {
  parameter: keyof PageState;
  given: string;
  suggestion: string | null;
}

export interface ReadState {
  state: PageState;
  faults: StateFault[];
}

/** Reads the parameters of an address; what is not understood falls back and is reported. */
export function readState(query: URLSearchParams, choices: StateChoices): ReadState {
  const faults: StateFault[] = [];
  const given = (parameter: keyof PageState): string | null => query.get(parameter)?.trim() || null;

  const region = given('region');
  const knownRegion = choices.regions.some((choice) => choice.id === region);
  if (region !== null && !knownRegion) {
    const suggestion = nearest(region, choices.regions)?.id ?? null;
    faults.push({ parameter: 'region', given: region, suggestion });
  }

  const period = given('period');
  const knownPeriod = period !== null && choices.months.includes(period);
  if (period !== null && !knownPeriod) {
    const suggestion = nearestMonth(period, choices.months) ?? null;
    faults.push({ parameter: 'period', given: period, suggestion });
  }

  const feeding = given('feeding');
  const view = feedingViews.find((candidate) => candidate === feeding);
  if (feeding !== null && view === undefined) {
    const views = feedingViews.map((id) => ({ id, label: id }));
    const suggestion = nearest(feeding, views)?.id ?? null;
    faults.push({ parameter: 'feeding', given: feeding, suggestion });
  }

  return {
    state: {
      region: knownRegion ? region : null,
      period: knownPeriod ? period : null,
      feeding: view ?? defaultState.feeding,
    },
    faults,
  };
}

/** The query of an address, only what differs from the default; empty, or with its `?`. */
export function writeState(state: Partial<PageState>): string {
  const query = new URLSearchParams();
  if (state.region) query.set('region', state.region);
  if (state.period) query.set('period', state.period);
  if (state.feeding && state.feeding !== defaultState.feeding) query.set('feeding', state.feeding);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The address that says the same without what need not be said, or null when it already does: a
 * form sent without JavaScript writes every field, the default ones too.
 */
export function shorterQuery(query: URLSearchParams): string | null {
  const kept = [...query].filter(
    ([name, value]) =>
      !(name in defaultState) ||
      (value.trim() !== '' && !(name === 'feeding' && value === defaultState.feeding)),
  );
  if (kept.length === [...query].length) return null;
  const text = new URLSearchParams(kept).toString();
  return text === '' ? '' : `?${text}`;
}
