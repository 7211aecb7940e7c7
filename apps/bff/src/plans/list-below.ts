import { listObjectsV2, type ListedObject, type OssClient } from '@signpost/oss-client';
import { ProblemError } from '../problems/problem-error.ts';

/** Most rows of one plan. */
export const maxPlanRows = 100_000;

/** Everything stored below a prefix, in key order. @throws ProblemError `plan-too-large` */
export async function listBelow(
  client: OssClient,
  { bucket, prefix, signal }: { bucket: string; prefix: string; signal?: AbortSignal | undefined },
): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  let token: string | undefined;
  do {
    const page = await listObjectsV2(client, {
      bucket,
      prefix,
      delimiter: '',
      continuationToken: token,
      lastName: token === undefined ? undefined : found.at(-1)?.key,
      signal,
    });
    found.push(...page.objects);
    if (found.length > maxPlanRows)
      throw new ProblemError('plan-too-large', { params: { most: maxPlanRows } });
    token = page.nextContinuationToken;
  } while (token !== undefined);
  return found;
}

export const isListedLink = ({ type }: ListedObject): boolean => type === 'Symlink';
