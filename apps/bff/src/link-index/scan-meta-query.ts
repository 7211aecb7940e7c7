import { doMetaQuery, isOssServiceError, isTransient, OssError } from '@signpost/oss-client';
import { ProblemError } from '../problems/problem-error.ts';
import type { SourceRow } from './inventory-rows.ts';
import type { BucketScan } from './scan-bucket.ts';
import { emptyProgress, type ScanProgress } from './scan-store.ts';
import { keepRows, lookAgain, patiently, type SourceTarget } from './source-walk.ts';

const links = { Field: 'OSSObjectType', Operation: 'eq', Value: 'Symlink' };

/** Links that the metadata index did not name and the link index holds, looked at together. */
const unseenAtOnce = 200;

/**
 * Reads the links that the metadata index of a bucket names. It follows the bucket by minutes: what it names is looked up
 * where it is new or other than known, and a link that it does not name any more is looked at before it counts as gone.
 * @throws ProblemError `scan-too-large`, `meta-query-closed`; OssError
 */
export async function scanMetaQuery(place: SourceTarget, from: ScanProgress): Promise<BucketScan> {
  let progress = from;
  let token = from.source?.kind === 'meta-query' ? from.source.token : undefined;
  let isResumed = token !== undefined;
  for (;;) {
    const page = await patiently(place, () => readPage(place, token)).catch((error: unknown) => {
      if (isOssServiceError(error, 'MetaQueryNotExist'))
        throw new ProblemError('meta-query-closed', {}, { cause: error });
      // A token may not outlive a pause; what was named before is named again.
      if (!isResumed || !isRefused(error)) throw error;
      return undefined;
    });
    isResumed = false;
    token = page?.nextToken;
    if (page === undefined) {
      progress = { ...progress, parts: emptyProgress().parts };
      continue;
    }
    const rows = page.files.flatMap(({ key, lastModified, type, ...file }): SourceRow[] =>
      type === 'Symlink'
        ? [{ ...file, key, isLink: true, lastModified: toSecond(lastModified ?? new Date(0)) }]
        : [],
    );
    progress = await keepRows(place, rows, { progress, source: { kind: 'meta-query', token } });
    if (token === undefined) break;
  }
  // What Signpost wrote lately, the metadata index may not name yet.
  await lookAgain(place, await place.ownKeys());
  let after = '';
  for (;;) {
    const { bucket, since } = place;
    const unseen = await place.store.unseenLinks(bucket, { since, after, limit: unseenAtOnce });
    await lookAgain(
      place,
      unseen.map(({ key }) => key),
    );
    const last = unseen.at(-1);
    if (last === undefined) return { keys: progress.parts[0]?.keys ?? 0 };
    after = last.key;
  }
}

const readPage = ({ client, bucket, signal }: SourceTarget, nextToken: string | undefined) =>
  doMetaQuery(client, { bucket, query: links, nextToken, signal });

const toSecond = (time: Date): string => `${time.toISOString().slice(0, 19)}.000Z`;

const isRefused = (error: unknown): boolean =>
  error instanceof OssError &&
  error.detail.kind === 'service' &&
  !isTransient(error) &&
  !isOssServiceError(error, 'AccessDenied', 'NoSuchBucket');
