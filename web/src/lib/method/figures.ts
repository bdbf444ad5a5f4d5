import type { Figures, FigureVerdict } from '@vigie/contract';
import { nearest } from '../filters/nearest.ts';
import { figureTheme, figureThemes, type FigureTheme } from './figure-themes.ts';

export interface FigureFilter {
  theme: FigureTheme | null;
  verdict: FigureVerdict | null;
}

export interface FilterFault {
  parameter: 'theme' | 'verdict';
  given: string;
  suggestion: string | null;
}

/** In an address words are joined by hyphens: `not-expressible`. */
export const verdictSlug = (verdict: string): string => verdict.replaceAll(' ', '-');

/** Which figures an address asks for; what is not understood shows all, and is reported. */
export function readFigureFilter(
  query: URLSearchParams,
  verdicts: readonly FigureVerdict[],
): {
  filter: FigureFilter;
  faults: FilterFault[];
} {
  const faults: FilterFault[] = [];
  const read = <T extends string>(
    parameter: FilterFault['parameter'],
    choices: readonly T[],
    slug: (choice: T) => string,
  ): T | null => {
    const given = query.get(parameter)?.trim() ?? '';
    if (given === '') return null;
    const found = choices.find((choice) => slug(choice) === given);
    if (found !== undefined) return found;
    const named = choices.map((choice) => ({ id: slug(choice), label: choice }));
    faults.push({ parameter, given, suggestion: nearest(given, named)?.id ?? null });
    return null;
  };
  return {
    filter: {
      theme: read('theme', figureThemes, (theme) => theme),
      verdict: read('verdict', verdicts, verdictSlug),
    },
    faults,
  };
}

/** The query of a filter, empty for all figures; or with its `?`. */
export function writeFigureFilter({ theme, verdict }: FigureFilter): string {
  const query = new URLSearchParams();
  if (theme !== null) query.set('theme', theme);
  if (verdict !== null) query.set('verdict', verdictSlug(verdict));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export type ComparedFigure = Figures['figures'][number];

export const figuresOf = (
  figures: readonly ComparedFigure[],
  { theme, verdict }: FigureFilter,
): ComparedFigure[] =>
  figures.filter(
    (figure) =>
      (theme === null || figureTheme(figure.metric) === theme) &&
      (verdict === null || figure.verdict === verdict),
  );

/** How a verdict is marked beside its words: by a sign, so that no colour is needed. */
export function verdictMark(verdict: FigureVerdict): '✓' | '✗' | '≈' | '–' {
  switch (verdict) {
    case 'within':
    case 'holds':
    case 'agrees':
      return '✓';
    case 'outside':
    case 'broken':
      return '✗';
    case 'explained':
      return '≈';
    case 'not expressible':
      return '–';
  }
}

/** The host of a source on the web; what was read on paper or from a package has none. */
export function sourceHost(source: string): string | null {
  try {
    const { protocol, host } = new URL(source);
    return protocol === 'https:' || protocol === 'http:'
      ? host.replace(/^(www|static\d?)\./, '')
      : null;
  } catch {
    return null;
  }
}
