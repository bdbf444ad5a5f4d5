import type { Words } from '../figure/words.ts';
import { figureThemes, type FigureTheme } from './figure-themes.ts';

/** The themes that published figures can be filtered by, with what they are called. */
export function figureThemeLabels(words: Words): { id: FigureTheme; label: string }[] {
  const labels: Record<FigureTheme, () => string> = {
    activation: words.method_theme_activation,
    feeding: words.method_theme_feeding,
    usage: words.method_theme_usage,
    identity: words.method_theme_identity,
    messaging: words.method_theme_messaging,
    prescription: words.method_theme_prescription,
    segur: words.method_theme_segur,
    programmes: words.method_theme_programmes,
    catalogue: words.method_theme_catalogue,
    context: words.method_theme_context,
  };
  return figureThemes.map((id) => ({ id, label: labels[id]() }));
}
