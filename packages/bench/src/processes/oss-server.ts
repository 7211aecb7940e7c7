import { startOssServer, type OssServer } from '@signpost/oss-server';
import { account, region } from './account.ts';
import { fillBucket, type Filling } from './fill-bucket.ts';
import { endWithParent, startProcess, type MeasuredProcess } from './measured-process.ts';

export interface OssServerSetup {
  /** Kept on disk as `npm start` keeps it; a temporary folder otherwise, as `npm run oss` has it. */
  readonly dataDir?: string;
  /** Buckets to make and fill before the first request; those that exist are left alone. */
  readonly buckets: readonly Filling[];
}

export interface OssServerReady {
  readonly url: string;
  /** Seconds that filling took; 0 when everything was there. */
  readonly fillSeconds: number;
  readonly rssBefore: number;
}

/** Our embedded OSS, in a process of its own. */
export function startOss(setup: OssServerSetup): Promise<MeasuredProcess<OssServerReady>> {
  return startProcess<OssServerReady>({
    name: 'server',
    file: import.meta.filename,
    args: [JSON.stringify(setup)],
  });
}

if (import.meta.main) {
  const { dataDir, buckets } = JSON.parse(process.argv[2] ?? '{}') as OssServerSetup;
  const server: OssServer = await startOssServer({
    region,
    accounts: [account],
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const rssBefore = process.memoryUsage.rss();
  const began = performance.now();
  const filled = buckets.map((bucket) => fillBucket(server.admin, bucket)).includes(true);
  const fillSeconds = filled ? (performance.now() - began) / 1000 : 0;
  process.send?.({ url: server.url, fillSeconds, rssBefore } satisfies OssServerReady);
  endWithParent(() => server.stop());
}
