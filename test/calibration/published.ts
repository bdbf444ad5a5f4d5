import type { PublishedFigure } from '@vigie/seeds/reference';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { whereOf } from './metric.js';

const COLUMNS = [
  'id',
  'metric',
  'definition_en',
  'scope',
  'period',
  'value',
  'unit',
  'confidence',
  'source',
] as const;
type Name = (typeof COLUMNS)[number];

/** A file of published figures that cannot be read; says where and what would be allowed. */
export class BadFigures extends Error {
  readonly code = 'bad_figures';
  constructor(line: number, column: string, found: string, allowed: string) {
    super(`Line ${line}, column ${column}: “${found}” is not allowed. Allowed: ${allowed}.`);
  }
}

interface Rule {
  readonly allowed: string;
  readonly fits: (text: string) => boolean;
}

const some: Rule = { allowed: 'any text but none', fits: (text) => text.trim() !== '' };
const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/**
 * Figures of a CSV file with the columns of `published-figures.csv`.
 * @param metrics the metrics that can be asked for
 * @throws {BadFigures} on the first cell, column or row that is not allowed
 */
export const readFigures = (file: string, metrics: readonly string[]): PublishedFigure[] =>
  parseFigures(readFileSync(file, 'utf8'), metrics);

/** The same, of the text of such a file. */
export function parseFigures(text: string, metrics: readonly string[]): PublishedFigure[] {
  const rules: Record<Name, Rule> = {
    id: { allowed: 'PF and three digits, each once', fits: (id) => /^PF\d{3}$/.test(id) },
    metric: {
      allowed: `a metric of published-figures.csv (${metrics.length} of them, such as ${metrics.slice(0, 3).join(', ')})`,
      fits: (metric) => metrics.includes(metric),
    },
    definition_en: some,
    scope: {
      allowed:
        'national, the INSEE code of a region, dept:NN, sector:(mdv, hopital, biologie, imagerie, officine, esms)',
      fits: (scope) => whereOf(scope) !== undefined,
    },
    period: {
      allowed: 'a month 2023-04 or a day 2023-04-05',
      fits: (period) =>
        (/^\d{4}-\d{2}$/.test(period) && isDay(`${period}-01`)) ||
        (/^\d{4}-\d{2}-\d{2}$/.test(period) && isDay(period)),
    },
    value: {
      allowed: 'a number such as 12.5',
      fits: (value) => value.trim() !== '' && Number.isFinite(Number(value)),
    },
    unit: some,
    confidence: {
      allowed: 'quoted, approx',
      fits: (confidence) => ['quoted', 'approx'].includes(confidence),
    },
    source: some,
  };
  const rows = lines(text);
  const header = rows.shift();
  COLUMNS.forEach((name, c) => {
    const found = header?.cells[c] ?? '';
    if (found !== name) throw new BadFigures(1, name, found, `the header ${COLUMNS.join(',')}`);
  });
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    if (cells.length !== COLUMNS.length) {
      const column = COLUMNS[cells.length] ?? 'after source';
      const allowed = `${COLUMNS.length} cells, ${COLUMNS.join(', ')}`;
      throw new BadFigures(line, column, cells[COLUMNS.length] ?? '', allowed);
    }
    const row = Object.fromEntries(COLUMNS.map((name, c) => [name, cells[c]!])) as Record<
      Name,
      string
    >;
    for (const name of COLUMNS) {
      const { allowed, fits } = rules[name];
      if (!fits(row[name]) || (name === 'id' && seen.has(row.id))) {
        throw new BadFigures(line, name, row[name], allowed);
      }
    }
    seen.add(row.id);
    const confidence = row.confidence === 'approx' ? 'approx' : 'quoted';
    return { ...row, confidence, value: Number(row.value) };
  });
}

function lines(text: string): { line: number; cells: string[] }[] {
  try {
    const parsed = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    throw new BadFigures(line, 'id', (error as Error).message, 'comma-separated values');
  }
}
