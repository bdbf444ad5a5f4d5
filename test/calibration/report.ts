import { aligned, Reporter } from '../bench/reporter.js';
import { promises, type Judgement, type Verdict } from './judgement.js';
import type { Metrics } from './metric.js';

const grouped = (value: number): string =>
  Math.abs(value) >= 1000 ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : String(value);
/** Four significant digits: what follows is noise, and the report must not change with it. */
const rounded = (value: number): string => grouped(Number(value.toPrecision(4)));

/** Relative difference in %, with one decimal; empty without a simulated value. */
function difference({ figure, simulated }: Judgement): string {
  if (simulated === undefined || figure.value === 0) return '';
  const percent = (100 * (simulated - figure.value)) / figure.value;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)}`;
}

const limitText = ({ limit }: Judgement): string =>
  typeof limit === 'number' ? `±${100 * limit} %` : (limit ?? '');

const CONSTANT: readonly Verdict[] = ['agrees', 'explained', 'differs'];

const HEADER = [
  'id',
  'metric',
  'scope',
  'period',
  'published',
  'simulated',
  'diff %',
  'tolerance',
  'verdict',
];

const row = (judgement: Judgement): string[] => [
  judgement.figure.id,
  judgement.figure.metric,
  judgement.figure.scope,
  judgement.figure.period,
  grouped(judgement.figure.value),
  judgement.simulated === undefined ? '' : rounded(judgement.simulated),
  difference(judgement),
  limitText(judgement),
  judgement.verdict,
];

/** One object per figure, for scripts. */
export function asJson(judgement: Judgement): string {
  const { figure, simulated, limit, verdict, heldOut, reason } = judgement;
  const { id, metric, scope, period, value } = figure;
  return JSON.stringify({
    id,
    metric,
    scope,
    period,
    published: value,
    ...(simulated !== undefined && { simulated: Number(simulated.toPrecision(6)) }),
    ...(difference(judgement) !== '' && {
      difference: Number(difference(judgement).replace('−', '-')),
    }),
    ...(limit !== undefined && { tolerance: limit }),
    verdict,
    heldOut,
    ...(reason !== undefined && { reason }),
  });
}

/** What the dashboard shows of every figure, a line each: `seeds/reference/calibrated-figures.json`. */
export function asReference(judgements: readonly Judgement[]): string {
  const lines = judgements.map((judgement) => {
    const { figure, simulated, verdict, heldOut } = judgement;
    const { id, metric, definition_en, scope, period, value, unit, source } = figure;
    const shown = difference(judgement);
    return JSON.stringify({
      ...{ id, metric, definition_en, scope, period, published: value, unit },
      simulated: simulated === undefined ? null : Number(simulated.toPrecision(4)),
      difference: shown === '' ? null : Number(shown.replace('−', '-')),
      tolerance: limitText(judgement),
      verdict,
      held_out: heldOut,
      source,
    });
  });
  return `[\n  ${lines.join(',\n  ')}\n]\n`;
}

/** The report as text, and whether every promise holds. */
export function asText(
  judgements: readonly Judgement[],
  metrics: Metrics,
): { text: string; good: boolean } {
  const constants = judgements.filter(({ verdict }) => CONSTANT.includes(verdict));
  const others = judgements.filter((judgement) => !constants.includes(judgement));
  const judged = others.filter(({ verdict }) => !['pending', 'not expressible'].includes(verdict));
  const table = (title: string, some: readonly Judgement[]): string[] =>
    some.length === 0 ? [] : [title, '', ...aligned([HEADER, ...some.map(row)], [4, 5, 6, 7]), ''];
  const reasons = (title: string, some: readonly Judgement[]): string[] =>
    some.length === 0
      ? []
      : [
          title,
          '',
          ...aligned(
            some.map(({ figure, reason }) => [
              figure.id,
              figure.metric,
              figure.period,
              reason ?? '',
            ]),
          ),
          '',
        ];
  const lines: string[] = [];
  const reporter = new Reporter(false, (line) => lines.push(line));
  for (const promise of promises(judgements)) reporter.add(promise);
  const good = reporter.finish();
  const text = [
    'Published figures against the simulated core: seed 1, scenario default, scale 0.2, clock 2026-10-31.',
    '± relative difference, ≥ and ≤ bounds that hold or not. How each metric is read follows the tables.',
    '',
    ...lines,
    '',
    ...table(
      'Tuned figures',
      judged.filter(({ heldOut }) => !heldOut),
    ),
    ...table(
      'Figures held out of the tuning',
      judged.filter(({ heldOut }) => heldOut),
    ),
    ...reasons(
      'Pending',
      others.filter(({ verdict }) => verdict === 'pending'),
    ),
    ...reasons(
      'Not expressible',
      others.filter(({ verdict }) => verdict === 'not expressible'),
    ),
    ...table('Constants, against the reference data; not counted', constants),
    ...reasons(
      'Why some of them differ',
      constants.filter(({ verdict }) => verdict === 'explained'),
    ),
    'Readings',
    '',
    ...readings(judged, metrics),
  ];
  return { text: `${text.join('\n').trimEnd()}\n`, good };
}

function readings(judged: readonly Judgement[], metrics: Metrics): string[] {
  const names = [...new Set(judged.map(({ figure }) => figure.metric))].sort();
  return names.flatMap((name) => {
    const metric = metrics[name];
    if (!metric || !('reading' in metric)) return [];
    return [
      `${name} (${metric.kind}): ${metric.reading}`,
      ...(metric.note === undefined ? [] : [`    ${metric.note}`]),
    ];
  });
}
