import { ProblemError } from '../problems/problem-error.ts';

/**
 * A presigned URL pasted where a key belongs would put a signature into the bucket, the journal and every screen that
 * shows the link. The web app reads the key out of it; whoever calls the API is told to.
 */
export function refuseSignedUrl(text: string, pointer: '#/target' | '#/query/typed'): void {
  if (!/^https?:\/\/.*[?&](?:x-oss-)?signature=/is.test(text)) return;
  throw new ProblemError('invalid-request', {
    errors: [{ pointer, detail: 'This is a presigned URL: give the key that it names.' }],
  });
}
