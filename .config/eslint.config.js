import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const typed = {
  projectService: {
    // The configs themselves belong to no workspace's tsconfig.
    allowDefaultProject: [
      '.config/*.ts',
      '.config/*.js',
      'web/*.config.ts',
      'etl/warehouse/drizzle.config.ts',
    ],
  },
  tsconfigRootDir: new URL('..', import.meta.url).pathname,
  extraFileExtensions: ['.svelte'],
};

const wayOut = 'use the given pool, the given fetch, or etl/src/feed/platform.ts';
/** What would let the ingestion wait for something that no test can make fail. */
const closed = {
  modules: [
    ...[
      'child_process',
      'cluster',
      'dgram',
      'dns',
      'dns/promises',
      'fs',
      'fs/promises',
      'http',
      'http2',
      'https',
      'module',
      'net',
      'readline',
      'timers',
      'timers/promises',
      'tls',
      'worker_threads',
    ].flatMap((name) => [name, `node:${name}`].map((path) => ({ name: path, message: wayOut }))),
    ...['undici', 'postgres', 'drizzle-orm/node-postgres', 'drizzle-orm/postgres-js'].map(
      (name) => ({ name, message: wayOut }),
    ),
    { name: 'pg', allowTypeImports: true, allowImportNames: ['escapeLiteral'], message: wayOut },
    {
      name: '@vigie/warehouse',
      importNames: ['connect', 'createPool', 'openReader', 'migrate'],
      message: wayOut,
    },
  ],
  globals: [
    'fetch',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'WebSocket',
    'EventSource',
    'BroadcastChannel',
  ].map((name) => ({ name, message: wayOut })),
  properties: ['fetch', 'setTimeout', 'setInterval', 'setImmediate'].map((property) => ({
    object: 'globalThis',
    property,
    message: wayOut,
  })),
  syntax: [
    { selector: 'ImportExpression', message: wayOut },
    { selector: "MemberExpression[property.name='getBuiltinModule']", message: wayOut },
  ],
};

export default ts.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/.svelte-kit/**',
      'web/build/**',
      'web/src/lib/paraglide/**',
      '.vigie/**',
      'test/output/**',
      '**/*.cjs',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: typed,
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Numbers are what this project prints.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A Nest module is a class with nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `void promise` is the way to say that a promise is meant to float.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // Injected classes must stay value imports: the type of a constructor parameter is read at run
    // time, and a type-only import would erase it.
    files: ['{api,etl}/src/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Whatever the ingestion waits for goes through the pool and the fetch that it is given, so that
    // the fault loop sees every step and can make it fail. One file holds the ways out.
    files: [
      'etl/src/{feed,identity,ledger,mart,nights,pipeline,publish,quality,quarantine,reference}/**/*.ts',
    ],
    ignores: ['etl/src/feed/platform.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: closed.modules }],
      'no-restricted-globals': ['error', ...closed.globals],
      'no-restricted-properties': ['error', ...closed.properties],
      'no-restricted-syntax': ['error', ...closed.syntax],
    },
  },
  {
    files: ['web/**/*.svelte', 'web/**/*.svelte.ts'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { ...typed, parser: ts.parser },
    },
    rules: {
      // svelte-check types the templates; these two misread the runes and the snippets.
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      // Links carry their query from the page's own state, which `resolve()` cannot express.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['web/src/**/*.ts'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    // Columns are typed arrays, read in loops that are bounded by their length.
    files: ['seeds/core/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      // A spec reads better with the value it has just asserted to be there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js'],
    ...ts.configs.disableTypeChecked,
  },
);
