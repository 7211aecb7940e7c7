// The signpost command: `npm run -s signpost -- plan folder …`. It reads and writes files where npm was started.
import path from 'node:path';
import { passThrough, stopChildrenWithUs } from '../lib/process.ts';
import { repositoryRoot } from '../lib/repository.ts';

stopChildrenWithUs();
process.exitCode = await passThrough(
  [process.execPath, path.join(repositoryRoot, 'packages/cli/src/main.ts'), ...process.argv.slice(2)],
  {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    // Its token is in SIGNPOST_TOKEN.
    env: process.env,
    input: 'inherit',
  },
);
