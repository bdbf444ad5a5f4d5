/**
 * The four floors of the project: each workspace imports only what stands below it, and only by
 * package name. `@vigie/*` resolves through node_modules to the built files of its workspace, a
 * relative import to its sources: both land in a folder of the table below.
 */
const folders = {
  seeds: '^seeds/(?!core/)',
  core: '^seeds/core/',
  warehouse: '^etl/warehouse/',
  etl: '^etl/(src|stack|dist)/',
  contract: '^api/contract/',
  api: '^api/(src|dist)/',
  web: '^web/',
  test: '^test/',
};

/** Who may import whom: the table of folders, as an allow-list. */
const mayImport = {
  seeds: [],
  core: ['seeds'],
  warehouse: ['seeds'],
  etl: ['warehouse', 'seeds'],
  contract: ['seeds'],
  api: ['contract', 'warehouse', 'seeds'],
  web: ['contract'],
  test: ['seeds', 'core', 'warehouse', 'etl', 'contract', 'api', 'web'],
};

const anyWorkspace = '^(seeds|etl|api|web|test)/';
const specs = '\\.spec\\.ts$';

const floors = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-imports-${allowed.length === 0 ? 'nothing' : allowed.join('-')}`,
  comment: `${name} may import ${allowed.length === 0 ? 'no other workspace' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: folders[name] },
  to: { path: anyWorkspace, pathNot: [name, ...allowed].map((other) => folders[other]) },
}));

const neighbours = Object.keys(folders).map((name) => ({
  name: `${name}-reaches-others-by-package-name`,
  comment: 'Another workspace is imported by its package name, never by a path into its folder.',
  severity: 'error',
  from: { path: folders[name] },
  to: {
    path: anyWorkspace,
    pathNot: folders[name],
    dependencyTypes: ['local'],
    dependencyTypesNot: ['aliased', 'aliased-workspace', 'npm'],
  },
}));

module.exports = {
  forbidden: [
    ...floors,
    ...neighbours,
    {
      name: 'stack-imports-the-embedded-server-only',
      comment: 'etl/stack starts processes; what they do is not its affair.',
      severity: 'error',
      from: { path: '^etl/stack/' },
      to: { path: '^(etl/src|etl/dist|etl/warehouse/(?!dist/embedded)|seeds)' },
    },
    {
      name: 'etl-does-not-import-the-stack',
      severity: 'error',
      from: { path: '^etl/src/' },
      to: { path: '^etl/stack/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-undeclared-package',
      comment:
        "A package that the nearest package.json does not declare. The root's tools are everyone's.",
      severity: 'error',
      from: { path: anyWorkspace },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(vitest|vite|@types/node)/',
      },
    },
    {
      name: 'no-development-package-in-services',
      comment: 'What runs needs its packages without the development ones.',
      severity: 'error',
      from: { path: '^(seeds|etl|api)/', pathNot: [specs, '\\.config\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: { path: anyWorkspace },
      to: {
        couldNotResolve: true,
        pathNot: ['^\\$(app|env)', '^(vitest|vite)(/|$)', 'paraglide', '^(\\./)?\\$types'],
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    exclude: { path: '(^|/)(build|\\.svelte-kit|paraglide|output)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    moduleSystems: ['es6', 'cjs', 'tsd'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types', 'svelte'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts'],
    },
  },
};
