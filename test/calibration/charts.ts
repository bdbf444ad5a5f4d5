import { formatMonth, parseMonth } from '@vigie/core';
import type { PublishedFigure } from '@vigie/seeds/reference';
import { LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { NotCarried } from './cells.js';
import { metrics } from './figures.js';
import { boundOf, LAST_MONTH, type Judgement } from './judgement.js';
import { questionOf, type Question } from './metric.js';
import { momentOf, type Observation } from './observation.js';

use([GridComponent, LineChart, ScatterChart, SVGRenderer, TitleComponent]);

interface Chart {
  readonly title: string;
  /** What the line and the points are divided by. */
  readonly unit: number;
  /** The metric whose reading draws the line. */
  readonly metric: string;
  readonly scope: string;
  /** Metrics whose published figures are shown, and what brings them to the unit of the line. */
  readonly points: Readonly<Record<string, number>>;
}

const M = 1e6;
const K = 1000;
const FROM = parseMonth('2022-01');
const monthly = { docs_fed_monthly: 1, docs_fed_monthly_avg: 1, docs_fed_annualised: 1 / 12 };

const chart = (
  title: string,
  unit: number,
  metric: string,
  points: Chart['points'] = { [metric]: 1 },
  scope = 'national',
): Chart => ({ title, unit, metric, points, scope });

const charts: readonly Chart[] = [
  chart('Open profiles (M)', M, 'profiles_open'),
  chart('Activated profiles (M)', M, 'activations_cum'),
  chart('Activations a month (k)', K, 'activations_monthly', {
    activations_monthly: 1,
    activations_monthly_avg: 1,
  }),
  chart('Activation rate (%)', 1, 'activation_rate'),
  chart('Documents a month, all sectors (M)', M, 'docs_fed_monthly', monthly),
  chart('Documents a month, biology (M)', M, 'docs_fed_monthly', monthly, 'sector:biologie'),
  chart('Documents a month, hospitals (M)', M, 'docs_fed_monthly', monthly, 'sector:hopital'),
  chart('Documents a month, general practice (M)', M, 'docs_fed_monthly', monthly, 'sector:mdv'),
  chart('Documents a month, imaging (M)', M, 'docs_fed_monthly', monthly, 'sector:imagerie'),
  chart('Feeding doctors (k)', K, 'feeding_doctors', undefined, 'sector:mdv'),
  chart('Feeding hospital sites', 1, 'feeding_es', undefined, 'sector:hopital'),
  chart('Equipped doctors (k)', K, 'segur_installed_doctors', undefined, 'sector:mdv'),
  chart('App downloads (M)', M, 'app_downloads_cum'),
  chart('Documents added by users (M)', M, 'patient_docs_cum'),
  chart('Users a week (k)', K, 'weekly_users', {
    weekly_users: 1,
    weekly_users_low: 1,
    weekly_users_high: 1,
  }),
  chart('Users a month (M)', M, 'monthly_users'),
  chart('e-prescriptions since December 2022 (M)', M, 'eprescriptions_cum'),
  chart('Doctors with an e-prescription (k)', K, 'eprescription_doctors', undefined, 'sector:mdv'),
  chart('MSSanté messages a month (M)', M, 'mss_messages_monthly'),
  chart('Doctors consulting (k)', K, 'consulting_doctors_monthly', undefined, 'sector:mdv'),
];

const COLUMNS = 4;
const WIDTH = 300;
const HEIGHT = 190;

/** Small multiples: what the core does as lines, what was published as points. */
export function drawCharts(values: readonly Line[], judgements: readonly Judgement[]): string {
  const size = { width: COLUMNS * WIDTH, height: 60 + Math.ceil(charts.length / COLUMNS) * HEIGHT };
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size });
  const places = charts.map((_, at) => ({
    left: (at % COLUMNS) * WIDTH + 45,
    top: 80 + Math.floor(at / COLUMNS) * HEIGHT,
  }));
  drawing.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: [
      {
        text: 'The simulated core (line) and what was published: ● tuned, ○ held out, ▲ at least, ▼ at most',
        left: 10,
        top: 10,
        textStyle: { fontSize: 14 },
      },
      ...charts.map(({ title }, at) => ({
        text: title,
        left: places[at]!.left - 30,
        top: places[at]!.top - 30,
        textStyle: { fontSize: 12, fontWeight: 'normal' },
      })),
    ],
    grid: places.map((place) => ({ ...place, width: WIDTH - 65, height: HEIGHT - 70 })),
    xAxis: charts.map((_, gridIndex) => ({
      gridIndex,
      type: 'time',
      min: '2022-01-01',
      max: '2026-12-31',
      minInterval: 365 * 86_400_000,
      axisLabel: { formatter: '{yyyy}', fontSize: 10 },
    })),
    yAxis: charts.map((_, gridIndex) => ({
      gridIndex,
      type: 'value',
      min: 0,
      splitNumber: 3,
      axisLabel: { fontSize: 10 },
    })),
    series: charts.flatMap((one, at) => series(one, at, values[at]!, judgements)),
  });
  try {
    return `${drawing.renderToSVGString()}\n`;
  } finally {
    drawing.dispose();
  }
}

function series(
  { unit, points, scope }: Chart,
  at: number,
  values: Line,
  judgements: readonly Judgement[],
): object[] {
  const axes = { xAxisIndex: at, yAxisIndex: at };
  return [
    {
      type: 'line',
      ...axes,
      data: values.map(([day, value]) => [day, value / unit]),
      symbol: 'none',
      lineStyle: { width: 1.5, color: LINE },
    },
    {
      type: 'scatter',
      ...axes,
      data: judgements
        .filter(({ figure }) => figure.scope === scope && figure.metric in points)
        .filter(({ figure }) => momentOf(figure.period).month >= FROM)
        .map(({ figure, heldOut }) => ({
          value: [dayOf(figure.period), (figure.value * points[figure.metric]!) / unit],
          ...SYMBOLS[boundOf(figure.definition_en) ?? 'value'],
          itemStyle: {
            color: heldOut ? '#fff' : MARK,
            borderColor: MARK,
            borderWidth: 1.2,
            opacity: 1,
          },
        })),
      z: 3,
    },
  ];
}

const LINE = '#24527a';
const MARK = '#c2410c';
const SYMBOLS = {
  value: { symbol: 'circle', symbolSize: 7 },
  '≥': { symbol: 'triangle', symbolSize: 8 },
  '≤': { symbol: 'triangle', symbolSize: 8, symbolRotate: 180 },
};

/** A curve over the months. */
export type Line = [day: string, value: number][];

/** What each chart's metric reads, month after month, as far as the feed carries it. */
export function readLines(feed: Observation): Line[] {
  const found = charts.map((): Line => []);
  for (let month = FROM; month <= LAST_MONTH; month++) {
    const period = formatMonth(month);
    charts.forEach(({ metric, scope }, at) => {
      const value = read(metric, questionOf({ ...asked, scope, period }), feed);
      if (value !== undefined) found[at]!.push([dayOf(period), value]);
    });
  }
  return found;
}

function read(name: string, question: Question, feed: Observation): number | undefined {
  const metric = metrics[name];
  try {
    return metric && 'simulate' in metric ? metric.simulate(feed, question) : undefined;
  } catch (error) {
    if (error instanceof NotCarried) return undefined;
    throw error;
  }
}

/** A figure that nobody published: only its scope and period are read. */
const asked: PublishedFigure = {
  id: '',
  metric: '',
  definition_en: '',
  scope: '',
  period: '',
  value: 0,
  unit: '',
  confidence: 'quoted',
  source: '',
};

/** A month stands for its end. */
const dayOf = (period: string): string => (period.length > 7 ? period : `${period}-28`);
