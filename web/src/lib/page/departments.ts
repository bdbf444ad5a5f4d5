import { fileName, seriesPath, type SeriesQuestion } from '../api/question.ts';
import { ifPublished } from '../api/if-published.ts';
import { curvesOf, latestMonth } from '../figure/curves.ts';
import type { Download, FigureTable, TableCell } from '../figure/figure.ts';
import { valueCell } from '../figure/tables.ts';
import { writeState } from '../filters/url-state.ts';
import { formatCount, formatMonth } from '../format/index.ts';
import { localizedPath } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import { stateLabels, type FiguresInput } from './figures.ts';
import type { PageTerritory } from './territory.ts';

export interface DepartmentsTable {
  table: FigureTable;
  downloads: Download[];
}

const measures = ['activation.rate', 'feeding.rate'] as const;

/**
 * The departments of a region with their latest rates, lowest feeding first, and their links; null
 * until both measures are published.
 */
export async function loadDepartments(
  input: FiguresInput,
  departments: PageTerritory[],
): Promise<DepartmentsTable | null> {
  const { api, edition, territory, words, locale, state } = input;
  const period = state.period ?? edition.data_through_month ?? latestMonth(edition);
  const questions = measures.map((measure): SeriesQuestion => ({
    measure,
    split: 'department',
    territory: territory.id,
    period,
  }));
  const given = await Promise.all(
    questions.map((question) => ifPublished(api.series(question, edition.id))),
  );
  const answers = given.filter((answer) => answer !== null);
  if (answers.length < given.length) return null;
  const stateLabel = stateLabels(input);
  const columns = answers.map((answer) => curvesOf(answer.rows));
  const rows = departments
    .map((department) => ({
      department,
      cells: columns.map((column) => column.get(department.id)?.get(period)),
    }))
    .sort(
      (a, b) =>
        (a.cells[1]?.value ?? Infinity) - (b.cells[1]?.value ?? Infinity) ||
        a.department.id.localeCompare(b.department.id),
    );
  return {
    table: {
      caption: words.caption_departments({
        measure: words.rates(),
        month: formatMonth(period, locale),
      }),
      headers: [
        words.column_department(),
        ...answers.map((answer) => typographic(answer.measure.label[locale], locale)),
      ],
      rows: rows.map(({ department, cells }) => ({
        header: department.name,
        href: localizedPath(
          `/territoires/${department.id}${writeState({ ...state, region: null })}`,
          locale,
        ),
        cells: cells.map((cell, index): TableCell => {
          const described = answers[index]?.measure;
          if (cell === undefined || described === undefined) {
            return { text: words.state_absent(), hidden: true };
          }
          const measure = {
            id: described.id,
            kind: described.kind,
            unit: described.unit.id,
            unitLabel: described.unit.label[locale],
            label: described.label[locale],
          };
          return valueCell({ locale, words, measure, stateLabel }, cell);
        }),
      })),
    },
    downloads: questions.map((question, index) => ({
      label: words.download_named({
        measure: typographic(answers[index]?.measure.label[locale] ?? '', locale),
        count: formatCount(answers[index]?.row_count ?? 0, locale),
      }),
      href: seriesPath(question, edition.id, 'csv'),
      fileName: fileName(question, input.edition.source.simulated),
    })),
  };
}
