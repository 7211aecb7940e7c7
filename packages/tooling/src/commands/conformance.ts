// The portable conformance checks against any OSS: `npm run conformance -- --endpoint … --bucket … --yes`.
import { passThrough, stopChildrenWithUs } from '../lib/process.ts';

stopChildrenWithUs();
process.exitCode = await passThrough(
  [process.execPath, 'packages/oss-server/conformance/portable/main.ts', ...process.argv.slice(2)],
  // It is given keys on purpose, in OSS_CONFORMANCE_*.
  { env: process.env },
);
