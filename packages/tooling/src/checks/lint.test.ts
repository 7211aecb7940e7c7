import { beforeAll, describe, expect, test } from 'vitest';
import { lint } from './lint.ts';
import { withPlanted } from './plant.ts';

const project = {
  'packages/sample/package.json':
    '{ "type": "module", "exports": { ".": "./src/index.ts", "./rules": "./src/rules/index.ts" } }',
  'tsconfig.base.json': undefined,
  '.oxlintrc.jsonc': undefined,
  'packages/tooling/src/lint/signpost.ts': undefined,
  'packages/sample/tsconfig.json': JSON.stringify({ extends: '../../tsconfig.base.json', include: ['.'] }),
};

async function findings(file: string, text: string): Promise<string> {
  const report = await withPlanted({ ...project, [file]: text }, lint.run);
  return report.ok ? '' : report.lines.join('\n');
}

test('clean code passes', async () => {
  expect(await findings('packages/sample/src/answer.ts', 'export const answer = 42;\n')).toBe('');
});

/** Each text breaks the rule. */
const violations: readonly [what: string, rule: string, text: string][] = [
  [
    'a promise nobody waits for',
    'no-floating-promises',
    'async function work(): Promise<void> {}\nexport function go(): void {\n  work();\n}\n',
  ],
  [
    'a promise that `void` lets go',
    'no-floating-promises',
    'export function go(work: Promise<number>): void {\n  void work.then((n) => n + 1);\n}\n',
  ],
  [
    'a chain without its failure',
    'no-void-then',
    'export const go = (work: Promise<number>): void => void work.then((n) => n + 1);\n',
  ],
  [
    '`void` where no statement is',
    'no-void-arrow',
    'export const go = (work: () => Promise<number>) => [1].forEach(() => void work());\n',
  ],
  ['any', 'no-explicit-any', 'export const x: any = 1;\n'],
  ['a default export', 'no-default-export', 'export default 1;\n'],
  ['a star export', 'no-star-export', "export const own = 1;\nexport * from 'node:path';\n"],
  ['a barrel', 'no-barrel', "export { sep } from 'node:path';\n"],
  [
    'a type imported as a value',
    'consistent-type-imports',
    "import { Stats } from 'node:fs';\nexport type S = Stats;\n",
  ],
  ['console in a package', 'no-console', "console.log('x');\nexport {};\n"],
  ['an import without its extension', 'relative-import', "import { a } from './a';\nexport const b = a;\n"],
  [
    'a relative import into another package',
    'relative-import',
    "import { a } from '../../other/src/a.ts';\nexport const b = a;\n",
  ],
  [
    'a suppression without a reason',
    'suppression-reason',
    '// oxlint-disable-next-line no-console\nexport const a = 1;\n',
  ],
];

test('a title, which only a resting mouse is shown, is found', async () => {
  const text = 'export const Mark = () => <span title="why">!</span>;\n';
  expect(await findings('packages/sample/src/mark.tsx', text)).toContain('(no-title)');
});

describe('a file of a package', () => {
  // One run over a file for each.
  const planted = violations.map(([what, rule, text], i) => ({
    what,
    rule,
    text,
    file: `packages/sample/src/planted-${i}.ts`,
  }));
  let lines: readonly string[] = [];
  beforeAll(async () => {
    const files = Object.fromEntries(planted.map(({ file, text }) => [file, text]));
    ({ lines } = await withPlanted({ ...project, ...files }, lint.run));
  }, 60_000);

  test.each(planted)('with $what is found', ({ rule, file }) => {
    expect(lines.filter((line) => line.includes(`${file}:`)).join('\n')).toContain(`(${rule})`);
  });
});

test('an entry of a package may re-export only, any other index file may not', async () => {
  const text = "export { sep } from 'node:path';\n";
  expect(await findings('packages/sample/src/rules/index.ts', text)).toBe('');
  expect(await findings('packages/sample/src/other/index.ts', text)).toContain('(no-barrel)');
});

test('a file named after nothing is found', async () => {
  expect(await findings('packages/sample/src/utils.ts', 'export const a = 1;\n')).toContain(
    '(no-dumping-ground)',
  );
});

test('a query key that misses what its function reads is found', async () => {
  const text = `import { useQuery } from '@tanstack/react-query';
export function useBucket(name: string) {
  return useQuery({ queryKey: ['bucket'], queryFn: () => fetch(name) });
}
`;
  expect(await findings('apps/web/src/planted.ts', text)).toContain('@tanstack/query(exhaustive-deps)');
});

test('a global of Node.js in a rule that the browser loads is found', async () => {
  const text = 'export const size = (text: string): number => Buffer.byteLength(text);\n';
  expect(await findings('packages/oss-protocol/src/rules/size.ts', text)).toContain('no-restricted-globals');
});
