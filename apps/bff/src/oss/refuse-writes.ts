import { interceptCalls, type OssClient } from '@signpost/oss-client';
import { ProblemError } from '../problems/problem-error.ts';

/**
 * The client of a connection that may be read-only: asked at each call, so that nothing is written once writing is no
 * longer allowed, whoever began it. @throws ProblemError `connection-read-only` instead of sending
 */
export function refuseWrites(inner: OssClient, isWritable: () => boolean): OssClient {
  return interceptCalls(inner, (call) => {
    if (call.effect === 'write' && !isWritable()) throw new ProblemError('connection-read-only');
    return call;
  });
}
