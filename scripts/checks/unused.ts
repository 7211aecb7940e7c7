import path from 'node:path';
import { capture } from '../lib/process.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { toolCommand } from '../lib/tool.ts';
import type { Check } from './check.ts';

export const unused: Check = {
  name: 'unused',
  async run(root) {
    const config = path.join(repositoryRoot, 'knip.jsonc');
    const command = [...toolCommand('knip'), '-c', config, '--no-progress', '--reporter', 'compact'];
    const { code, output } = await capture(command, { cwd: root });
    const lines = output
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '');
    return {
      ok: code === 0,
      summary: code === 0 ? 'nothing unused' : 'unused code',
      lines: code === 0 ? [] : lines,
    };
  },
};
