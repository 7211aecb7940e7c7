import path from 'node:path';
import type { Filling } from '../processes/fill-bucket.ts';
import type { MeasuredProcess } from '../processes/measured-process.ts';
import { startOss, type OssServerReady } from '../processes/oss-server.ts';
import type { Context } from './benchmark.ts';

/** The large bucket; nothing but its own keys lies below the prefix. */
export function largeBucket({ scale }: Context): Filling {
  return { bucket: 'large', prefix: 'keys/', keys: scale.manyKeys };
}

/** The server with the large bucket. The first benchmark of a run fills it, later ones find it filled. */
export function startLargeOss(context: Context): Promise<MeasuredProcess<OssServerReady>> {
  return startOss({ dataDir: path.join(context.folder, 'oss-large'), buckets: [largeBucket(context)] });
}
