import { capture } from '../lib/process.ts';
import { toolCommand } from '../lib/tool.ts';
import { reportProblems, type Check } from './check.ts';

/** The arguments that `fix` and the check share. */
export const formatArguments = ['-c', '.oxfmtrc.jsonc'];

export const format: Check = {
  name: 'format',
  async run(root) {
    const { code, output } = await capture(
      [...toolCommand('oxfmt'), ...formatArguments, '--list-different'],
      {
        cwd: root,
      },
    );
    const files = output
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    if (code !== 0 && files.length === 0)
      return { ok: false, summary: `oxfmt ended with ${code}`, lines: [] };
    return reportProblems(
      files.map((file) => `${file}: not formatted (npm run fix)`),
      'all formatted',
    );
  },
};
