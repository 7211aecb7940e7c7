import { runService } from '../lib/service.ts';
import { buildWeb, webDist } from '../lib/web-build.ts';

try {
  await buildWeb({ say: (line) => console.log(line) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exitCode = await runService({
  file: 'apps/bff/src/main.ts',
  args: process.argv.slice(2),
  env: { ...process.env, SIGNPOST_WEB_DIST: webDist },
});
// Signal handlers and the channel to the parent would keep an empty process alive.
process.exit();
