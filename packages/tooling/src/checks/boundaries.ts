import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import { reportProblems, type Check } from './check.ts';
import { findFolderCircles, foldersWithoutCircles } from './folder-circles.ts';

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
    const imports = cruise.modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    );
    const problems = [
      ...violations.map(({ from, to, rule, cycle }) => {
        const way = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ');
        return `${rule.severity} ${rule.name}: ${from} → ${way}`;
      }),
      ...foldersWithoutCircles.flatMap((folder) => findFolderCircles(folder, imports)),
    ];
    return reportProblems(problems, `${totalCruised} modules, ${totalDependenciesCruised} imports`);
  },
};

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
