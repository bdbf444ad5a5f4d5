import {
  editionShape,
  irritantsShape,
  measuresShape,
  territoriesShape,
  type MeasureDescription,
} from '@vigie/contract';

/** What addresses of pages are made of, as the API lists it. */
export interface Vocabulary {
  regions: string[];
  departments: string[];
  sectors: string[];
  irritants: string[];
  months: string[];
  measures: MeasureDescription[];
}

export async function vocabularyOf(apiUrl: string): Promise<Vocabulary> {
  const get = async (path: string): Promise<unknown> => (await fetch(new URL(path, apiUrl))).json();
  const { territories } = territoriesShape.parse(await get('/v1/territories'));
  const { measures, dimensions } = measuresShape.parse(await get('/v1/measures'));
  const { irritants } = irritantsShape.parse(await get('/v1/irritants'));
  const edition = editionShape.parse(await get('/v1/edition'));
  const idsOf = (kind: string): string[] =>
    territories.filter((one) => one.kind === kind).map(({ id }) => id);
  return {
    regions: idsOf('region'),
    departments: idsOf('department'),
    sectors: dimensions.find(({ id }) => id === 'sector')?.values.map(({ id }) => id) ?? [],
    irritants: irritants.map(({ id }) => id),
    months: monthsBefore(edition.data_through_month ?? '2026-09', 36),
    measures,
  };
}

/** Numbers from 0 to 1 that are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type PageName = keyof typeof makers;

type Chosen = (list: readonly string[]) => string;
const flows = ['feeding', 'activation', 'identity', 'messaging', 'documents'];
const maps = ['feeding.rate', 'activation.rate', 'identity.rate', 'messaging.visit_rate'];

/** A random address of each kind of page; each parameter is there in half of them. */
const makers = {
  '/': (v: Vocabulary, one: Chosen, half: Half) =>
    `/${query([half('region', one(v.regions)), half('flow', one(flows)), half('measure', one(maps)), half('period', one(v.months))])}`,
  '/territoires': (v, one, half) =>
    `/territoires${query([half('level', 'department'), half('flow', one(flows)), half('period', one(v.months))])}`,
  '/territoires/[region]': (v, one, half) =>
    `/territoires/${one(v.regions)}${query([half('flow', one(flows)), half('period', one(v.months)), half('sector', one(v.sectors))])}`,
  '/territoires/[department]': (v, one, half) =>
    `/territoires/${one(v.departments)}${query([half('flow', one(flows)), half('period', one(v.months))])}`,
  '/editeurs': (v, one, half) =>
    `/editeurs${query([half('sector', one(v.sectors)), half('period', one(v.months))])}`,
  '/irritants': (v, one, half) =>
    `/irritants${query([half('irritant', one(v.irritants)), half('period', one(v.months))])}`,
  '/irritants/[id]': (v, one, half) =>
    `/irritants/${one(v.irritants)}${query([half('period', one(v.months))])}`,
  '/extraire': (v, one) => {
    const measure = one(v.measures.map(({ id }) => id));
    const cuboids = v.measures.find(({ id }) => id === measure)?.cuboids ?? [];
    const monthly = cuboids.filter(({ grain }) => grain === 'month');
    const cuboid = monthly.find(({ id }) => id === one(monthly.map((each) => each.id)));
    const split = [cuboid?.level ?? 'nation', ...(cuboid?.categories ?? [])].join(',');
    return `/extraire?measure=${measure}&split=${split}`;
  },
  '/methode': () => '/methode',
  '/statut': () => '/statut',
  '/recherche': (v, one) =>
    `/recherche?q=${one([...v.departments, 'rhone', 'alimentation', 'irritant'])}`,
} satisfies Record<string, (v: Vocabulary, one: Chosen, half: Half) => string>;

type Half = (name: string, value: string) => string | null;

const query = (parts: (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? '' : `?${said.join('&')}`;
};

export const pageNames = Object.keys(makers) as PageName[];

/** As many addresses of a page as asked for, the same in every run. */
export function addressesOf(page: PageName, vocabulary: Vocabulary, count: number): string[] {
  const random = randomNumbers(pageNames.indexOf(page) + 1);
  const one: Chosen = (list) => list[Math.floor(random() * list.length)] ?? '';
  const half: Half = (name, value) => (random() < 0.5 ? `${name}=${value}` : null);
  return Array.from({ length: count }, () => makers[page](vocabulary, one, half));
}

/** `2026-09` and the months before it, the latest first. */
function monthsBefore(last: string, count: number): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + month - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
