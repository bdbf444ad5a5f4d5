/** Every kind of page, by a name for messages. The first chart of a page tells it has some. */
export const sitePages: readonly { name: string; path: string; charts: boolean }[] = [
  { name: 'France', path: '/', charts: true },
  { name: 'a region', path: '/territoires/REG-84', charts: true },
  { name: 'a department', path: '/territoires/DEP-69', charts: true },
  { name: 'the territories', path: '/territoires', charts: true },
  { name: 'the vendors', path: '/editeurs', charts: true },
  { name: 'the irritants', path: '/irritants', charts: true },
  { name: 'an irritant', path: '/irritants/IRR-2', charts: true },
  { name: 'extraction', path: '/extraire', charts: true },
  { name: 'a reopened figure', path: '/references/1F1XTVRE0000000000000000', charts: true },
  { name: 'references', path: '/references', charts: false },
  { name: 'the method', path: '/methode', charts: false },
  { name: 'the status', path: '/statut', charts: false },
  { name: 'signing in', path: '/connexion', charts: false },
  { name: 'search', path: '/recherche?q=rhone', charts: false },
];

/** The same page in the other language. */
export const inEnglish = (path: string): string => (path === '/' ? '/en' : `/en${path}`);
