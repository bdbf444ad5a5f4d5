/**
 * The one place that knows how charts look. Colours are CSS variables, so that a chart drawn on
 * the server follows the reader's light or dark preference without being drawn again; their
 * values for both are below, and `app.css` declares the same (a test compares them).
 *
 * Own entity and nation differ in lightness as well as in hue, and lines of context are grey:
 * nothing is told by hue alone, so that no form of colour-vision deficiency confuses them. The
 * classes of a map are one hue whose lightness runs one way: they stay in order in greys.
 */
export const palette = {
  light: {
    surface: '#ffffff',
    text: '#1d2733',
    muted: '#56616e',
    rule: '#d9dee3',
    context: '#b3bcc6',
    nation: '#1d2733',
    own: '#b8400e',
    parent: '#0a6b72',
    third: '#7a3e8e',
    band: '#e9eef3',
    range: '#c5d6db',
    class1: '#cfe2e7',
    class2: '#a5cad4',
    class3: '#67a4b5',
    class4: '#2f7a90',
    class5: '#0c4a5c',
  },
  dark: {
    surface: '#1a222c',
    text: '#e8ecf0',
    muted: '#a4b0bd',
    rule: '#354150',
    context: '#5b6878',
    nation: '#f2f5f8',
    own: '#ff9b5e',
    parent: '#5cc8cf',
    third: '#d3a4e6',
    band: '#243040',
    range: '#35525c',
    class1: '#23414b',
    class2: '#2f6675',
    class3: '#4590a3',
    class4: '#74b8c6',
    class5: '#bfe6ee',
  },
} as const;

export type ThemeColor = keyof (typeof palette)['light'];

export const color = Object.fromEntries(
  Object.keys(palette.light).map((name) => [name, `var(--chart-${name})`]),
) as Record<ThemeColor, string>;

// No quotes: the SVG renderer writes the family into an attribute as it is.
export const fontFamily = 'system-ui, sans-serif';

export const text = {
  axis: { color: color.muted, fontFamily, fontSize: 12 },
  label: { color: color.text, fontFamily, fontSize: 13 },
} as const;

/** How a line is drawn according to what it stands for. */
export const line = {
  nation: { color: color.nation, width: 3, z: 4 },
  own: { color: color.own, width: 3, z: 5 },
  parent: { color: color.parent, width: 2.25, z: 3 },
  other: { color: color.context, width: 1, z: 2 },
  second: { color: color.parent, width: 2.5, z: 4, dash: [8, 4] },
  third: { color: color.third, width: 2.5, z: 4, dash: [2, 3] },
} as const satisfies Record<
  string,
  { color: string; width: number; z: number; dash?: readonly number[] }
>;
export type LineRole = keyof typeof line;

/** Sizes that a chart is drawn at on the server; the page shows the one that fits. */
export const sizes = {
  wide: { width: 960, height: 460 },
  narrow: { width: 380, height: 380 },
} as const;
/** Under this width a chart breaks its labels and leaves out those of context. */
export const narrowUnder = 560;
