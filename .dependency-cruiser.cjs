/** Which context may import which: the table of the architecture. Contexts that are not listed may import none. */
const MAY_IMPORT = {
  settings: [],
  audit: [],
  reporting: [],
  integrity: [],
  system: [],
  identity: ['settings', 'audit'],
  locations: ['settings', 'audit'],
  catalog: ['settings', 'audit'],
  partners: ['settings', 'audit'],
  documents: ['settings', 'audit'],
  payments: ['locations', 'documents', 'settings', 'audit'],
  pricing: ['catalog', 'partners', 'locations', 'settings', 'audit'],
  inventory: ['catalog', 'locations', 'documents', 'settings', 'audit'],
  loyalty: ['partners', 'settings', 'audit'],
  purchasing: ['catalog', 'partners', 'locations', 'inventory', 'documents', 'settings', 'audit'],
  sales: [
    'catalog',
    'partners',
    'locations',
    'pricing',
    'inventory',
    'payments',
    'loyalty',
    'documents',
    'settings',
    'audit',
    'identity',
  ],
  notifications: ['identity', 'inventory', 'purchasing', 'sales', 'settings'],
};
const GROUND = ['common', 'config'];
const contexts = Object.keys(MAY_IMPORT).join('|');

// The root wires everything, and reaches into two contexts beside their façade: entities, and the first administrator.
const WIRED_BY_ROOT = [
  '^src/[^/]+/index\\.ts$',
  '^src/[^/]+/[^/]+\\.entities\\.ts$',
  '^src/identity/administrator\\.seeder\\.ts$',
];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Files that need each other are one file, or miss a third. Types alone may go round.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'facade-only',
      comment: 'Another context is reached through its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: `^src/(${contexts})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'facade-from-outside',
      comment: 'Inside a context, import the file itself.',
      severity: 'error',
      from: { path: `^src/(${contexts})/`, pathNot: '/index\\.ts$' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: 'root-wires',
      comment: 'app, entities and server see façades and entity lists only.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: `^src/(${contexts})/`, pathNot: WIRED_BY_ROOT },
    },
    {
      name: 'common-knows-nobody',
      severity: 'error',
      from: { path: `^src/(${GROUND.join('|')})/` },
      to: { path: `^src/(${contexts})/` },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Arithmetic and rules: no Nest, no database, no files; only errors, and pure functions of lower contexts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^src/$1/domain/',
          '^src/$1/$1\\.errors\\.ts$',
          '^src/[^/]+/index\\.ts$',
          '^src/common/',
          '^(node:)?(crypto|util)$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'unknown-context',
      comment: 'Add a new context to the table first.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${[contexts, ...GROUND].join('|')})/` },
      to: {},
    },
    ...Object.entries(MAY_IMPORT).map(([context, allowed]) => ({
      name: `context-${context}`,
      severity: 'error',
      from: { path: `^src/${context}/` },
      to: { path: `^src/(${contexts})/`, pathNot: `^src/(${[context, ...allowed].join('|')})/` },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
