import { isSignedUrl } from '@signpost/link-model/text';
import { toFault } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';

/**
 * A presigned URL pasted where a key belongs would put a signature into the bucket, the change log and every screen that
 * shows the link. The web app reads the key out of it; a caller of the API is told to. Every text of a query or a
 * body is looked at, whatever its name. Lists are not: their keys come out of a listing, and one bad name in a bucket
 * must not take the other rows of the page with it.
 */
export function refuseSignedUrls(input: unknown, base: '#' | '#/query'): void {
  const signed = Object.entries(input ?? {}).filter(
    ([, text]) => typeof text === 'string' && isSignedUrl(text),
  );
  if (signed.length === 0) return;
  throw new ProblemError('invalid-request', {
    errors: signed.map(([name]) => toFault(`${base}/${name}`, 'signed-url')),
  });
}
