import { runService } from '../lib/service.ts';

process.exitCode = await runService({
  file: 'apps/bff/src/rotate-master-key.ts',
  args: process.argv.slice(2),
});
process.exit();
