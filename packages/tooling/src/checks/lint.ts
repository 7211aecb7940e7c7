import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import type { Check } from './check.ts';

/** The arguments that `fix` and the check share. */
export const lintArguments = ['-c', '.oxlintrc.jsonc', '--type-aware', '--ignore-pattern=**/node_modules/**'];

export const lint: Check = {
  name: 'lint',
  async run(root) {
    const command = [...toolCommand('oxlint'), ...lintArguments, '--deny-warnings', '--format=unix'];
    const { code, output } = await capture(command, { cwd: root });
    const lines = output
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    const summary = lines.at(-1) ?? 'oxlint printed nothing';
    return { ok: code === 0, summary: code === 0 ? 'no problems' : summary, lines: code === 0 ? [] : lines };
  },
};
