import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { boundaries, writeDrawing } from './boundaries.ts';
import { drawingPage, drawImports } from './import-drawing.ts';
import { withPlanted, type PlantedFiles } from './plant.ts';

const nothing = 'export const x = 1;\n';

/** The way from a file's folder to the root. */
function upFrom(file: string): string {
  return '../'.repeat(file.split('/').length - 1);
}

async function broken(files: PlantedFiles): Promise<string> {
  const base = {
    '.dependency-cruiser.mjs': undefined,
    'apps/e2e/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
    'apps/e2e/b.ts': 'export const b = 1;\n',
  };
  const report = await withPlanted(
    { ...base, 'packages/link-model/src/index.ts': nothing, ...files },
    boundaries.run,
  );
  return report.ok ? '' : report.lines.join('\n');
}

function importing(file: string): string {
  return `import { x } from '${file}';\nexport const y = x;\n`;
}

test('imports along the arrows pass', async () => {
  const files = {
    'packages/api-contract/src/index.ts': importing('../../link-model/src/index.ts'),
    'packages/link-model/src/a.ts': importing('../../oss-protocol/src/rules/index.ts'),
    'packages/oss-protocol/src/rules/index.ts': nothing,
    'apps/bff/src/a.ts': importing('../../../packages/oss-protocol/src/rules/index.ts'),
    'apps/web/src/a.ts': importing('../../../packages/oss-protocol/src/rules/index.ts'),
    'apps/web/src/features/links/list.ts': importing('../../shared/api.ts'),
    'apps/web/src/shared/api.ts': nothing,
  };
  expect(await broken(files)).toBe('');
});

test('types count as imports, and TypeScript is really read', async () => {
  const type = "import type { X } from '../../../apps/bff/src/main.ts';\nexport type Y = X;\n";
  const files = {
    'packages/link-model/src/index.ts': type,
    'apps/bff/src/main.ts': 'export interface X { a: 1 }\n',
  };
  expect(await broken(files)).toContain('imports-of-packages-link-model');
});

/** Each breaks the rule by importing the second file from the first. */
const violations: readonly [what: string, rule: string, from: string, to: string][] = [
  [
    'a package importing an app',
    'imports-of-packages-oss-client',
    'packages/oss-client/src/index.ts',
    'apps/bff/src/main.ts',
  ],
  [
    'the protocol importing the domain',
    'imports-of-packages-oss-protocol',
    'packages/oss-protocol/src/a.ts',
    'packages/link-model/src/index.ts',
  ],
  [
    'the domain importing more of the protocol than its rules',
    'imports-of-packages-link-model',
    'packages/link-model/src/a.ts',
    'packages/oss-protocol/src/index.ts',
  ],
  [
    'the SPA importing more of the protocol than its rules',
    'imports-of-apps-web',
    'apps/web/src/a.ts',
    'packages/oss-protocol/src/index.ts',
  ],
  [
    'the BFF importing more of the protocol than its rules',
    'imports-of-apps-bff',
    'apps/bff/src/a.ts',
    'packages/oss-protocol/src/index.ts',
  ],
  [
    'a rule importing what may use Node.js',
    'rules-run-anywhere',
    'packages/oss-protocol/src/rules/a.ts',
    'packages/oss-protocol/src/b.ts',
  ],
  [
    'the client importing the server',
    'imports-of-packages-oss-client',
    'packages/oss-client/src/a.ts',
    'packages/oss-server/src/index.ts',
  ],
  [
    'the SPA importing the signing client',
    'imports-of-apps-web',
    'apps/web/src/a.ts',
    'packages/oss-client/src/index.ts',
  ],
  [
    'the command importing the back end',
    'imports-of-packages-cli',
    'packages/cli/src/a.ts',
    'apps/bff/src/index.ts',
  ],
  [
    'the SPA importing the OpenAPI document',
    'contract-by-its-main-entry',
    'apps/web/src/a.ts',
    'packages/api-contract/src/openapi.ts',
  ],
  [
    'the BFF loading the embedded OSS outside main.ts',
    'embedded-oss-only-from-main',
    'apps/bff/src/app.ts',
    'packages/oss-server/src/index.ts',
  ],
  [
    'the domain opening the database',
    'state-behind-ports',
    'apps/bff/src/writes/a.ts',
    'apps/bff/src/state/open-database.ts',
  ],
  [
    'a feature importing another',
    'features-stay-apart',
    'apps/web/src/features/links/a.ts',
    'apps/web/src/features/plans/b.ts',
  ],
  [
    'shared code importing a feature',
    'web-layers',
    'apps/web/src/shared/a.ts',
    'apps/web/src/features/plans/b.ts',
  ],
  [
    'the console importing the page of parts',
    'page-of-parts-only-in-development',
    'apps/web/src/routes/a.tsx',
    'apps/web/dev/parts-page.tsx',
  ],
  [
    'a feature importing a route',
    'features-below-routes',
    'apps/web/src/features/a/a.ts',
    'apps/web/src/routes/b.tsx',
  ],
  [
    'an operation importing another',
    'operations-stay-apart',
    'packages/oss-client/src/operations/put-symlink.ts',
    'packages/oss-client/src/operations/get-symlink.ts',
  ],
  [
    'an API operation importing another',
    'api-operations-stay-apart',
    'apps/bff/src/api/v1/links/create.ts',
    'apps/bff/src/api/v1/links/get.ts',
  ],
  [
    'product code importing a test',
    'no-test-code-in-product',
    'packages/link-model/src/a.ts',
    'packages/link-model/src/b.test.ts',
  ],
];

describe('imports against the arrows', () => {
  // One reading for all: each importing file has a name of its own.
  const files = violations.map(([what, rule, from, to], i) => ({
    what,
    rule,
    from: from.replace(/(?=\.tsx?$)/, `-${i}`),
    to,
  }));
  let found = '';
  beforeAll(async () => {
    const planted = files.map(({ from, to }) => [from, importing(`${upFrom(from)}${to}`)]);
    found = await broken({
      ...Object.fromEntries(files.map(({ to }) => [to, nothing])),
      ...Object.fromEntries(planted),
    });
  }, 60_000);

  test.each(files)('$what is found', ({ rule, from, to }) => {
    expect(found).toContain(`error ${rule}: ${from} → ${to}`);
  });
});

test('main.ts, the demo seed and tests may load the embedded OSS', async () => {
  const files = Object.fromEntries(
    ['apps/bff/src/main.ts', 'apps/bff/src/demo/seed.ts', 'apps/bff/src/links.test.ts'].map((file) => [
      file,
      importing(`${upFrom(file)}packages/oss-server/src/index.ts`),
    ]),
  );
  expect(await broken({ ...files, 'packages/oss-server/src/index.ts': nothing })).toBe('');
});

test('a rule importing a Node.js module is found', async () => {
  const text = "import { sep } from 'node:path';\nexport const x = sep;\n";
  expect(await broken({ 'packages/oss-protocol/src/rules/a.ts': text })).toContain('rules-run-anywhere');
});

test('a circle is found', async () => {
  const files = {
    'packages/link-model/src/a.ts': "import { y } from './b.ts';\nexport const x = () => y;\n",
    'packages/link-model/src/b.ts': "import { x } from './a.ts';\nexport const y = () => x;\n",
  };
  expect(await broken(files)).toContain('no-circular');
});

test('a circle between folders is found where no file closes one', async () => {
  const files = {
    'packages/oss-server/src/pipeline/run.ts': importing('../operations/put.ts'),
    'packages/oss-server/src/operations/put.ts': importing('../rules/access.ts'),
    'packages/oss-server/src/rules/access.ts': importing('../pipeline/fault.ts'),
    'packages/oss-server/src/pipeline/fault.ts': nothing,
  };
  expect(await broken(files)).toContain(
    'no-folder-circles: packages/oss-server/src: operations → rules → pipeline → operations (',
  );
});

test('a test may import from a folder that imports its own', async () => {
  const files = {
    'packages/oss-server/src/pipeline/run.ts': importing('../rules/access.ts'),
    'packages/oss-server/src/rules/access.test.ts': importing('../pipeline/run.ts'),
    'packages/oss-server/src/rules/access.ts': nothing,
  };
  expect(await broken(files)).toBe('');
});

test('an import that leads nowhere is found', async () => {
  expect(await broken({ 'packages/link-model/src/a.ts': importing('./gone.ts') })).toContain(
    'no-unresolvable',
  );
});

test('a tree in which nothing was read does not pass', async () => {
  const report = await withPlanted(
    { '.dependency-cruiser.mjs': undefined, 'apps/a/a.ts': nothing, 'packages/b/b.ts': nothing },
    boundaries.run,
  );
  expect(report).toMatchObject({ ok: false, summary: 'no imports were read' });
});

test('a drawing that differs from the imports is found, and drawn anew by the fix', async () => {
  const [client, protocol, e2e] = [
    'packages/oss-client/src/a.ts',
    'packages/oss-protocol/src/index.ts',
    'apps/e2e/a.ts',
  ];
  const files = {
    '.dependency-cruiser.mjs': undefined,
    [client]: importing('../../oss-protocol/src/index.ts'),
    [protocol]: nothing,
    [e2e]: nothing,
    // Leaves out that the client imports the protocol.
    [drawingPage]: `${drawImports([client, protocol, e2e], [])}\n`,
  };
  await withPlanted(files, async (root) => {
    expect((await boundaries.run(root)).lines.join()).toContain('does not draw the imports as they are');
    await writeDrawing(root);
    const drawn = drawImports([client, protocol, e2e], [{ from: client, to: protocol }]);
    expect(readFileSync(path.join(root, drawingPage), 'utf8')).toBe(`${drawn}\n`);
  });
});

test('a page without a place for the drawing is found', async () => {
  expect(await broken({ [drawingPage]: '# How it is built\n' })).toContain('has no place for the drawing');
});
