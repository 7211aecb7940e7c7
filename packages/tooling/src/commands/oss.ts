import { runService } from '../lib/service.ts';

process.exitCode = await runService({ file: 'packages/oss-server/src/main.ts', args: process.argv.slice(2) });
process.exit();
