import { existsSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import { plural, reportProblems, type Check } from './check.ts';
import { workspaceFolders } from './workspace.ts';

/** tsc over every folder that has a tsconfig.json of its own: each package is judged with its own settings. */
export const types: Check = {
  name: 'types',
  async run(root) {
    const projects = workspaceFolders(root).filter((folder) =>
      existsSync(path.join(root, folder, 'tsconfig.json')),
    );
    if (projects.length === 0) return { ok: false, summary: 'no tsconfig.json found', lines: [] };
    const problems: string[] = [];
    for (const project of projects) {
      const { code, output } = await capture(
        [...toolCommand('typescript', 'tsc'), '-p', project, '--pretty', 'false'],
        {
          cwd: root,
        },
      );
      if (code !== 0)
        problems.push(
          ...(output.trim() === '' ? [`${project}: tsc ended with ${code}`] : output.trim().split('\n')),
        );
    }
    return reportProblems(problems, plural(projects.length, 'project'));
  },
};
