/** Themes of the figures that were published, by which they can be filtered. */
export const figureThemes = [
  'activation',
  'feeding',
  'usage',
  'identity',
  'messaging',
  'prescription',
  'segur',
  'programmes',
  'catalogue',
  'context',
] as const;
export type FigureTheme = (typeof figureThemes)[number];

/** The first that fits; a metric is called after what it counts, then after how. */
const tests: [FigureTheme, RegExp][] = [
  ['prescription', /prescription/],
  ['catalogue', /^catalogue/],
  ['identity', /(^|_)(ins|qualification)(_|$)/],
  ['messaging', /(^|_)mss(_|$)|messag/],
  ['programmes', /sunes|esms|donum|forfait|(^|_)vsm|dui/],
  [
    'feeding',
    /^(docs|feeding|dossiers|dmp|milestone_bio|clicks_to_withhold|extra_clicks)|docs_|feeding/,
  ],
  ['segur', /segur|funnel|sentinelle|wave|irritants|optimisations|dysfunction/],
  [
    'activation',
    /activation|profile|opposition|persons_informed|reachable|awareness|comm_|campaign|app_|downloads/,
  ],
  [
    'usage',
    /users|consult|es_consulting|chu|return_rate|patient_docs|received|measure_added|mes_functions|recommendation|enriching|satisfaction/,
  ],
];

export const figureTheme = (metric: string): FigureTheme =>
  tests.find(([, test]) => test.test(metric))?.[0] ?? 'context';
