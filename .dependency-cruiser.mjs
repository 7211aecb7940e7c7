// Imports go one way. The picture: oss-protocol ← nothing of ours; link-model ← oss-protocol/rules;
// oss-client, oss-server ← oss-protocol; api-contract ← link-model, oss-protocol/rules;
// cli ← api-contract, link-model; bff ← oss-client, api-contract, link-model, oss-protocol/rules; web ← api-contract, link-model, oss-protocol/rules.

/** The part of oss-protocol that runs anywhere, the browser included. */
const rules = 'packages/oss-protocol/src/rules';

const tests = '\\.test\\.tsx?$|/testing/|/conformance/|/test-support/';

/**
 * Rules for one workspace package: whatever it imports of ours must be on its list.
 * @param {string} folder
 * @param {string[]} allowed folders it may import from
 * @param {{ inTests?: string[] }} [more] folders only its tests may import from besides
 */
function mayImport(folder, allowed, { inTests = [] } = {}) {
  const rule = (/** @type {string} */ name, /** @type {object} */ from, /** @type {string[]} */ folders) => ({
    name,
    severity: /** @type {const} */ ('error'),
    comment: `${folder} may import ${folders.length === 0 ? 'nothing of ours' : folders.join(', ')}.`,
    from,
    to: { path: '^(apps|packages)/', pathNot: [folder, ...folders].map((name) => `^${name}/`) },
  });
  const label = folder.replaceAll('/', '-');
  return [
    rule(`imports-of-${label}`, { path: `^${folder}/`, pathNot: tests }, allowed),
    rule(`imports-of-${label}-tests`, { path: `^${folder}/.*(${tests})` }, [...allowed, ...inTests]),
  ];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'Also the proof that TypeScript is read at all: an unread file has no imports to resolve.',
      from: {},
      to: { couldNotResolve: true },
    },
    ...mayImport('packages/oss-protocol', []),
    ...mayImport('packages/link-model', [rules]),
    ...mayImport('packages/oss-client', ['packages/oss-protocol'], { inTests: ['packages/oss-server'] }),
    ...mayImport('packages/oss-server', ['packages/oss-protocol'], { inTests: ['packages/oss-client'] }),
    ...mayImport('packages/api-contract', ['packages/link-model', rules]),
    ...mayImport('packages/bench', ['packages/oss-client', 'packages/oss-protocol', 'packages/oss-server']),
    ...mayImport('packages/cli', ['packages/api-contract', 'packages/link-model'], { inTests: ['apps/bff'] }),
    ...mayImport('packages/demo-data', []),
    ...mayImport('packages/tooling', []),
    ...mayImport(
      'apps/bff',
      [
        'packages/oss-client',
        'packages/api-contract',
        'packages/demo-data',
        'packages/link-model',
        'packages/oss-server',
        rules,
      ],
      { inTests: ['packages/oss-protocol'] },
    ),
    ...mayImport('apps/web', ['packages/api-contract', 'packages/link-model', rules]),
    {
      name: 'rules-run-anywhere',
      severity: 'error',
      comment:
        'The browser loads these files: no Node.js module, and nothing of oss-protocol that may use one.',
      from: { path: `^${rules}/`, pathNot: tests },
      to: { pathNot: `^${rules}/` },
    },
    {
      name: 'embedded-oss-only-from-main',
      severity: 'error',
      comment: 'Only main.ts, the demo seed and tests may load the embedded OSS: production runs without it.',
      from: { path: '^apps/bff/', pathNot: ['^apps/bff/src/main\\.ts$', '^apps/bff/src/demo/', tests] },
      to: { path: '^packages/oss-server/' },
    },
    {
      name: 'state-behind-ports',
      severity: 'error',
      comment: 'The domain knows ports; only what starts a program opens the database.',
      from: { path: '^apps/bff/src/[^/]+/', pathNot: ['^apps/bff/src/state/', tests] },
      to: { path: '^apps/bff/src/state/' },
    },
    {
      name: 'contract-by-its-main-entry',
      severity: 'error',
      comment: 'The OpenAPI document is derived on the server; in the browser it would only be weight.',
      from: { path: '^apps/web/' },
      to: { path: '^packages/api-contract/src/openapi' },
    },
    {
      name: 'features-stay-apart',
      severity: 'error',
      comment: 'Routes compose features; a feature that imports another cannot be changed alone.',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-layers',
      severity: 'error',
      comment: 'routes → features → shared, never back.',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/(features|routes|app)/' },
    },
    {
      name: 'page-of-parts-only-in-development',
      severity: 'error',
      comment: 'The build starts at src/main.tsx: what nothing there imports is not in it.',
      from: { path: '^apps/web/', pathNot: '^apps/web/dev/' },
      to: { path: '^apps/web/dev/' },
    },
    {
      name: 'features-below-routes',
      severity: 'error',
      from: { path: '^apps/web/src/features/' },
      to: { path: '^apps/web/src/routes/' },
    },
    {
      name: 'operations-stay-apart',
      severity: 'error',
      comment: 'What two operations share goes into a file that is not an operation.',
      from: {
        path: '^packages/([^/]+)/src/operations/',
        pathNot: ['/operations/(index|table|registry)\\.ts$', tests],
      },
      to: { path: '^packages/$1/src/operations/', pathNot: tests },
    },
    {
      name: 'api-operations-stay-apart',
      severity: 'error',
      comment: 'What two operations share goes into a file outside api/v1.',
      from: { path: '^apps/bff/src/api/v1/[^/]+/[^/]+\\.ts$', pathNot: tests },
      to: { path: '^apps/bff/src/api/v1/[^/]+/[^/]+\\.ts$' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^(apps/(bff|web)|packages)/', pathNot: tests },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      comment: 'What runs in production is a dependency, not a devDependency. Types are erased and may stay.',
      from: { path: '^(apps/bff|packages)/[^/]*/?src/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    detectJSDocImports: false,
    builtInModules: { add: ['node:sqlite', 'node:test', 'node:sea'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
