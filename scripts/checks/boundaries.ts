import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import type { Check } from './check.ts';

/** dependency-cruiser with the import rules; it must also have read something, or its silence means nothing. */
export const boundaries: Check = {
  name: 'boundaries',
  async run(root) {
    const command = [
      ...toolCommand('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.mjs',
      'apps',
      'packages',
    ];
    const { code, output } = await capture(command, { cwd: root });
    const lines = output
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '');
    const cruised = /(\d+) modules, (\d+) dependencies cruised/.exec(output);
    const read = Number(cruised?.[2] ?? 0);
    if (code === 0 && read === 0) return { ok: false, summary: 'no imports were read', lines };
    const summary = code === 0 ? `${cruised?.[1]} modules, ${read} imports` : (lines.at(-1)?.trim() ?? '');
    return { ok: code === 0, summary, lines: code === 0 ? [] : lines };
  },
};
