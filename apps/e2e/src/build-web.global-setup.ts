import { buildWeb } from '@signpost/tooling/web-build';

/** Builds the console once before the run, unless the last build is of these very sources or a build was named. */
export default async function buildWebOnce(): Promise<void> {
  if (process.env['SIGNPOST_WEB_DIST'] !== undefined) return;
  await buildWeb({ say: (line) => console.log(line) });
}
