import { stopChildrenWithUs, passThrough } from '../lib/process.ts';
import { buildWeb } from '../lib/web-build.ts';

stopChildrenWithUs();
await buildWeb({ say: (line) => console.log(line) });
process.exitCode = await passThrough([
  process.execPath,
  'apps/e2e/src/screenshots/main.ts',
  ...process.argv.slice(2),
]);
