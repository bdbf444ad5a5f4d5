import type { ExtractMeasure } from './choices.ts';
import type { FormWords } from './form-words.ts';

/** What a theme of the catalogue is called. */
export function themeLabel(theme: string, words: FormWords): string {
  const labels: Record<string, () => string> = {
    activation: words.extract_theme_activation,
    catalogue: words.extract_theme_catalogue,
    consultation: words.extract_theme_consultation,
    equipment: words.extract_theme_equipment,
    feeding: words.extract_theme_feeding,
    identity: words.extract_theme_identity,
    irritants: words.extract_theme_irritants,
    levers: words.extract_theme_levers,
    market: words.extract_theme_market,
    messaging: words.extract_theme_messaging,
    prescribing: words.extract_theme_prescribing,
    programmes: words.extract_theme_programmes,
    reach: words.extract_theme_reach,
    reception: words.extract_theme_reception,
    usage: words.extract_theme_usage,
  };
  return (labels[theme] ?? words.extract_theme_other)();
}

export interface Theme<M> {
  id: string;
  label: string;
  measures: M[];
}

/** Measures by theme, in the order in which they come. */
export function themesOf<M extends Pick<ExtractMeasure, 'theme'>>(
  measures: readonly M[],
  words: FormWords,
): Theme<M>[] {
  return [...Map.groupBy(measures, ({ theme }) => theme)].map(([id, own]) => ({
    id,
    label: themeLabel(id, words),
    measures: own,
  }));
}
