import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import type { Check } from './check.ts';

export const unused: Check = {
  name: 'unused',
  async run(root) {
    const command = [...toolCommand('knip'), '-c', 'knip.jsonc', '--no-progress', '--reporter', 'compact'];
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
