import { daysOf, monthsBetween } from '@vigie/contract/formulas';
import { territories } from '@vigie/seeds/reference';
import { type PublishedRow } from './published-world.js';

/** Published cells from which derived figures can be computed by hand. */

export const firstMonth = '2025-09';
export const lastMonth = '2026-10';
export const yearBefore = '2025-10';
/** Published once so far. */
export const provisionalMonth = '2026-11';
const months = monthsBetween(firstMonth, provisionalMonth);

const nothing = {
  sector: '',
  generation: '',
  age_band: '',
  irritant: '',
  channel: '',
  motive: '',
  lever: '',
  profession: '',
  document_type: '',
  detail: '',
};

type Figures = Pick<PublishedRow, 'value' | 'numerator' | 'denominator'> & { reason?: string };

const row = (
  place: Pick<PublishedRow, 'measure' | 'cuboid' | 'period' | 'territory'> & { sector?: string },
  figures: Figures,
): PublishedRow => ({
  ...nothing,
  ...place,
  reason: 'ok',
  ...figures,
  provisional: place.period === provisionalMonth,
  errata: false,
  publication: place.period === provisionalMonth ? 1 : 3,
  valid_from: 1,
  valid_to: null,
});

const rate = (numerator: number, denominator: number): Figures => ({
  value: Number(((100 * numerator) / denominator).toFixed(1)),
  numerator,
  denominator,
});
const count = (value: number): Figures => ({ value, numerator: null, denominator: null });
const mean = (numerator: number, denominator: number): Figures => ({
  value: Number((numerator / denominator).toPrecision(3)),
  numerator,
  denominator,
});
const secret: Figures = { value: null, numerator: null, denominator: null, reason: 'lt11' };

/** Points by which a region is above France. */
const ahead: Readonly<Record<string, number>> = { 'REG-11': 6, 'REG-84': -4, 'REG-94': 0 };

/** Growth of two points a month: a point is half a month. */
const points = (month: string): number => 20 + 2 * months.indexOf(month);

function rates(): PublishedRow[] {
  const measure = 'feeding.rate';
  const regions = Object.keys(ahead);
  return months.flatMap((period) => [
    row(
      { measure, cuboid: 'month.nation', period, territory: 'FR' },
      rate(points(period) * 1_000, 100_000),
    ),
    ...regions.map((territory) =>
      row(
        { measure, cuboid: 'month.region', period, territory },
        territory === 'REG-94'
          ? secret
          : rate((points(period) + (ahead[territory] ?? 0)) * 100, 10_000),
      ),
    ),
  ]);
}

/** Departments three points above or below, one far above and one secret. */
function departments(): PublishedRow[] {
  return territories
    .filter(({ kind }) => kind === 'department')
    .map(({ id: territory }, index) => {
      const place = {
        measure: 'feeding.rate',
        cuboid: 'department.month',
        period: lastMonth,
        territory,
      };
      if (territory === 'DEP-2A') return row(place, secret);
      const share = points(lastMonth) + (territory === 'DEP-01' ? 20 : index % 2 === 0 ? 3 : -3);
      return row(place, rate(share * 100, 10_000));
    });
}

/** Accepted, produced and feeders of two sectors in two months; a third is secret in one of them. */
const sectors: Readonly<Record<string, readonly [number, number, number][]>> = {
  mdv: [
    [8_000, 40_000, 400],
    [24_000, 50_000, 800],
  ],
  officine: [
    [10_000, 50_000, 1_000],
    [18_000, 45_000, 1_200],
  ],
};

function bySector(): PublishedRow[] {
  const nation = [yearBefore, lastMonth].flatMap((period, index) =>
    Object.entries(sectors).flatMap(([sector, all]) => {
      const [accepted, produced, feeders] = all[index] ?? [0, 0, 0];
      const place = { cuboid: 'month.nation.sector', period, territory: 'FR', sector };
      return [
        row({ measure: 'feeding.rate', ...place }, rate(accepted, produced)),
        row({ measure: 'feeding.documents_per_feeder', ...place }, mean(accepted, feeders)),
        row({ measure: 'feeding.documents', ...place }, count(accepted)),
      ];
    }),
  );
  const esms = { cuboid: 'month.nation.sector', territory: 'FR', sector: 'esms' };
  const region = { cuboid: 'month.region.sector', period: lastMonth, territory: 'REG-84' };
  return [
    ...nation,
    row({ measure: 'feeding.rate', ...esms, period: yearBefore }, secret),
    row({ measure: 'feeding.rate', ...esms, period: lastMonth }, rate(500, 1_000)),
    row({ measure: 'feeding.rate', ...region, sector: 'mdv' }, rate(3_000, 5_000)),
    row({ measure: 'feeding.rate', ...region, sector: 'officine' }, rate(1_000, 4_000)),
    row({ measure: 'feeding.rate', ...region, sector: 'esms' }, secret),
    row(
      {
        measure: 'market.feeding_rate_median',
        cuboid: 'month.nation.sector',
        period: lastMonth,
        territory: 'FR',
        sector: 'mdv',
      },
      count(62),
    ),
  ];
}

/** Totals whose feeders grew from 1 500 to 2 100. */
function volumes(): PublishedRow[] {
  const place = { cuboid: 'month.nation', territory: 'FR' };
  const totals: Readonly<Record<string, [number, number]>> = {
    [yearBefore]: [18_000, 1_500],
    [lastMonth]: [42_000, 2_100],
  };
  return Object.entries(totals).flatMap(([period, [documents, feeders]]) => [
    row({ measure: 'feeding.documents_per_feeder', ...place, period }, mean(documents, feeders)),
  ]);
}

/** What a day of a month brings: the same every day, so that shares are known. */
const daily: Readonly<Record<string, number>> = {
  '2026-08': 1_000,
  '2026-09': 2_000,
  '2026-10': 3_000,
  '2026-11': 4_000,
};

/** A measure that the first edition did not declare yet. */
export const laterMeasure = 'messaging.messages';

/** Days up to 7 November, and months up to October. */
function days(measure: string): PublishedRow[] {
  return Object.entries(daily).flatMap(([month, value]) => {
    const all = daysOf(month);
    const published = month === '2026-11' ? all.slice(0, 7) : all;
    const own = published.map((period) =>
      row({ measure, cuboid: 'day.nation', period, territory: 'FR' }, count(value)),
    );
    const total = { measure, cuboid: 'month.nation', period: month, territory: 'FR' };
    return month === '2026-11' ? own : [...own, row(total, count(value * all.length))];
  });
}

export const derivedWorld = (): PublishedRow[] => [
  ...rates(),
  ...departments(),
  ...bySector(),
  ...volumes(),
  ...days('feeding.documents'),
  ...days(laterMeasure),
  // Of this one all of France is at 100 % in a month, and no month of its regions is final yet.
  row(
    {
      measure: 'activation.rate',
      cuboid: 'month.region',
      period: provisionalMonth,
      territory: 'REG-84',
    },
    rate(3_000, 10_000),
  ),
  row(
    { measure: 'activation.rate', cuboid: 'month.nation', period: lastMonth, territory: 'FR' },
    rate(10_000, 10_000),
  ),
  row(
    { measure: 'feeding.documents', cuboid: 'month.nation', period: yearBefore, territory: 'FR' },
    count(18_000),
  ),
];
