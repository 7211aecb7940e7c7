import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { parsePolicy } from '../settings/policy.ts';

/** Sets who else may do what; refuses a document it could not enforce in full. */
export const putBucketPolicy: Operation = {
  name: 'PutBucketPolicy',
  async run(call) {
    openBucket(call, 'owner');
    const body = await call.body.text();
    parsePolicy(body);
    await call.site.store.write((view) =>
      view.buckets.setSetting(openBucket(call, 'owner', view), 'policy', { body, now: call.now }),
    );
    return emptyReply(200);
  },
};

/** The document as it was put. */
export const getBucketPolicy: Operation = {
  name: 'GetBucketPolicy',
  run(call) {
    const body = call.site.store.read.buckets.setting(openBucket(call, 'owner'), 'policy');
    if (body === undefined) throw fault('NoSuchBucketPolicy');
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
  },
};

/** Removes the policy. */
export const deleteBucketPolicy: Operation = {
  name: 'DeleteBucketPolicy',
  async run(call) {
    openBucket(call, 'owner');
    await call.site.store.write((view) =>
      view.buckets.setSetting(openBucket(call, 'owner', view), 'policy', undefined),
    );
    return emptyReply(204);
  },
};
