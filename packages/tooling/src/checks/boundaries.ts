import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import { reportProblems, type Check } from './check.ts';
import { findFolderCircles, foldersWithoutCircles, type Import } from './folder-circles.ts';
import { drawImports, drawingPage, withDrawing } from './import-drawing.ts';

/** The part of dependency-cruiser's JSON that is read here. */
interface Cruise {
  readonly modules: readonly { source: string; dependencies: readonly { resolved: string }[] }[];
  readonly summary: {
    readonly violations: readonly {
      from: string;
      to: string;
      rule: { name: string; severity: string };
      cycle?: readonly { name: string }[];
    }[];
    readonly totalCruised: number;
    readonly totalDependenciesCruised: number;
  };
}

/** dependency-cruiser with the import rules; it must also have read something, or its silence means nothing. */
export const boundaries: Check = {
  name: 'boundaries',
  async run(root) {
    const cruise = await readImports(root);
    if (typeof cruise === 'string') {
      return { ok: false, summary: 'the imports could not be read', lines: cruise.trim().split('\n') };
    }
    const { violations, totalCruised, totalDependenciesCruised } = cruise.summary;
    if (totalDependenciesCruised === 0) return { ok: false, summary: 'no imports were read', lines: [] };
    const imports = toImports(cruise);
    const problems = [
      ...violations.map(({ from, to, rule, cycle }) => {
        const way = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ');
        return `${rule.severity} ${rule.name}: ${from} → ${way}`;
      }),
      ...foldersWithoutCircles.flatMap((folder) => findFolderCircles(folder, imports)),
      ...compareDrawing(root, cruise),
    ];
    return reportProblems(problems, `${totalCruised} modules, ${totalDependenciesCruised} imports`);
  },
};

/** The drawing is on one page; a tree without that page has none to be wrong. */
function compareDrawing(root: string, cruise: Cruise): string[] {
  const file = path.join(root, drawingPage);
  if (!existsSync(file)) return [];
  const page = readFileSync(file, 'utf8');
  const expected = withDrawing(page, draw(cruise));
  if (expected === page) return [];
  return [
    expected === undefined
      ? `error imports-drawn: ${drawingPage} has no place for the drawing of the imports`
      : `error imports-drawn: ${drawingPage} does not draw the imports as they are (npm run fix draws them)`,
  ];
}

/** Writes the drawing of the imports as they are. */
export async function writeDrawing(root: string): Promise<void> {
  const cruise = await readImports(root);
  if (typeof cruise === 'string') throw new Error(`The imports could not be read: ${cruise}`);
  const file = path.join(root, drawingPage);
  const page = withDrawing(readFileSync(file, 'utf8'), draw(cruise));
  if (page === undefined) throw new Error(`${drawingPage} has no place for the drawing of the imports`);
  writeFileSync(file, page);
}

function draw(cruise: Cruise): string {
  return drawImports(
    cruise.modules.map(({ source }) => source),
    toImports(cruise),
  );
}

function toImports({ modules }: Cruise): Import[] {
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
  );
}

/** What dependency-cruiser read, or what it printed when it failed. */
async function readImports(root: string): Promise<Cruise | string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'signpost-imports-'));
  try {
    const file = path.join(folder, 'imports.json');
    const command = [
      ...toolCommand('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      '--output-to',
      file,
      'apps',
      'packages',
    ];
    const { code, output } = await capture(command, { cwd: root });
    return code === 0 ? (JSON.parse(readFileSync(file, 'utf8')) as Cruise) : output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
