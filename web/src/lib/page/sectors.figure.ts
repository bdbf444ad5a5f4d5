import type { Cell, Series } from '@vigie/contract';
import type { SeriesQuestion } from '../api/question.ts';
import type { Figure, FigureTable } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatValue } from '../format/number.ts';
import { tableCell, textOf, topicFigure } from '../topics/base.ts';
import { cellsBy, lastFirmOf } from '../topics/cells.ts';
import { barsChart } from '../topics/charts.ts';
import { downloadsOf } from './downloads.ts';
import { answersTo, placeOf, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

/** The bars show the first, the table all of them. */
const measures = [
  'feeding.rate',
  'feeding.feeder_share',
  'identity.rate',
  'equipment.installed',
] as const;

export interface Sector {
  id: string;
  name: string;
}

/** The sectors, as the dictionary names them. */
export function sectorsOf(site: Site): Sector[] {
  const dimension = site.measures.dimensions.find(({ id }) => id === 'sector');
  return (dimension?.values ?? []).map(({ id, label }) => ({
    id,
    name: textOf(label, site.locale),
  }));
}

/** The sectors of a region or of France: bars of the feeding rate, a table of more. */
export async function loadSectors(
  site: Site,
  territory: PageTerritory,
  hrefOf: (sector: string) => string,
): Promise<Figure | null> {
  const period = recentPeriod(site);
  const { split, ...place } = placeOf(territory);
  const crossed = split === undefined ? 'sector' : `${split},sector`;
  const questions = measures.map((measure): SeriesQuestion => ({
    measure,
    split: crossed,
    ...place,
    period,
  }));
  const [answers, nation] = await Promise.all([
    answersTo(site, questions),
    answersTo(site, [{ measure: measures[0], split: 'sector', period }]),
  ]);
  const [first, ...others] = answers ?? [];
  if (first === undefined || answers === null) return null;
  const lines = cellsBy(first.rows, 'sector');
  const month = site.month ?? lastFirmOf(lines);
  if (month === null) return null;
  const france = cellsBy(nation?.[0]?.rows ?? [], 'sector');
  const onNation = territory.kind === 'nation';
  const { words, locale } = site;
  const shown = (value: number): string => formatValue(value, first.measure.unit.id, locale);
  const rows = sectorsOf(site)
    .map((sector) => ({ sector, cell: lines.get(sector.id)?.get(month) }))
    .sort(
      (a, b) =>
        (a.cell?.value ?? Infinity) - (b.cell?.value ?? Infinity) ||
        a.sector.id.localeCompare(b.sector.id),
    );
  const valued = rows.flatMap(({ sector, cell }) =>
    cell === undefined || cell.value === null ? [] : [{ name: sector.name, value: cell.value }],
  );
  const [low, high] = [valued[0], valued.at(-1)];
  const named = { name: territory.name, month: formatMonth(month, locale) };
  return topicFigure(site, {
    id: 'secteurs',
    eyebrow: words.sectors_eyebrow(),
    title:
      low === undefined || high === undefined
        ? words.title_hidden(named)
        : low === high
          ? words.title_rate({
              name: territory.name,
              measure: `${textOf(first.measure.label, locale)}, ${low.name}`,
              value: shown(low.value),
            })
          : words.sectors_title({
              name: territory.name,
              low: shown(low.value),
              lowName: low.name,
              high: shown(high.value),
              highName: high.name,
            }),
    sentence: words.sectors_sentence({
      month: named.month,
      placed: String(valued.length),
      all: String(rows.length),
    }),
    answers: [first, ...others],
    chart:
      valued.length === 0
        ? null
        : barsChart(
            site,
            first.measure,
            rows.map(({ sector, cell }) => {
              const whole = france.get(sector.id)?.get(month)?.value ?? null;
              return {
                id: sector.id,
                name: sector.name,
                value: cell?.value ?? null,
                state: cell === undefined ? 'absent' : cell.state,
                ...(cell?.provisional === true ? { provisional: true } : {}),
                href: hrefOf(sector.id),
                ...(onNation || whole === null
                  ? {}
                  : { detail: words.sectors_nation({ value: shown(whole) }) }),
              };
            }),
          ),
    notes: [],
    table: tableOf(site, answers, rows, month, onNation ? null : france),
    downloads: downloadsOf(
      site,
      answers.map((answer, index) => ({
        label: textOf(answer.measure.label, locale),
        question: { ...questions[index], measure: answer.measure.id, period: month },
        rows: answer.rows.filter((cell) => cell.period === month).length,
      })),
    ),
    firm: rows.some(({ cell }) => cell?.provisional === true) ? null : month,
  });
}

function tableOf(
  site: Site,
  answers: readonly Series[],
  rows: readonly { sector: Sector; cell: Cell | undefined }[],
  month: string,
  france: ReturnType<typeof cellsBy> | null,
): FigureTable {
  const { words, locale } = site;
  const columns = answers.map((answer) => ({
    unit: answer.measure.unit.id,
    label: textOf(answer.measure.label, locale),
    lines: cellsBy(answer.rows, 'sector'),
  }));
  return {
    caption: words.sectors_caption({ month: formatMonth(month, locale) }),
    headers: [
      words.column_sector(),
      ...columns.map(({ label }) => label),
      ...(france === null ? [] : [words.sectors_column_nation()]),
    ],
    rows: rows.map(({ sector }) => ({
      header: sector.name,
      cells: [
        ...columns.map(({ lines, unit }) =>
          tableCell(site, lines.get(sector.id)?.get(month), unit),
        ),
        ...(france === null ? [] : [tableCell(site, france.get(sector.id)?.get(month), 'percent')]),
      ],
    })),
  };
}
