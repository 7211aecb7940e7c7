import { stopChildrenWithUs } from '../lib/process.ts';
import { buildWeb } from '../lib/web-build.ts';

stopChildrenWithUs();
try {
  await buildWeb({ say: (line) => console.log(line), force: true });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
