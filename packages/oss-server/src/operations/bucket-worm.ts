import { randomUUID } from 'node:crypto';

import { formatXml, optionalText } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply, xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readDocument } from '../rules/document.ts';
import { toXmlTime } from '../rules/list-parameters.ts';
import { readRetention } from '../settings/retention.ts';
import type { Retention } from '../settings/retention.ts';

const MAX_DAYS = 25_550;

/** Begins a retention policy; it lapses after 24 hours unless locked. */
export const initiateBucketWorm: Operation = {
  name: 'InitiateBucketWorm',
  async run(call) {
    openBucket(call, 'owner');
    const days = await readDays(call, 'InitiateWormConfiguration');
    const id = randomUUID().replaceAll('-', '').toUpperCase();
    await change(call, (current) => {
      if (current !== undefined) throw fault('InvalidWORMConfiguration', { status: 409 });
      return { id, state: 'InProgress', days, created: call.now };
    });
    return emptyReply(200, { 'x-oss-worm-id': id });
  },
};

/** Takes back a policy that is not locked. */
export const abortBucketWorm: Operation = {
  name: 'AbortBucketWorm',
  async run(call) {
    await change(call, (current) => {
      if (current?.state === 'Locked') throw fault('WORMConfigurationLocked');
      if (current === undefined) throw fault('InvalidWORMConfiguration');
      return undefined;
    });
    return emptyReply(204);
  },
};

/** Locks the policy: from then on it can only grow. */
export const completeBucketWorm: Operation = {
  name: 'CompleteBucketWorm',
  async run(call) {
    await change(call, (current) => {
      const retention = mustName(call, current);
      if (retention.state !== 'InProgress') throw fault('InvalidWORMConfiguration');
      return { ...retention, state: 'Locked' };
    });
    return emptyReply(200);
  },
};

/** Makes a locked policy last longer. */
export const extendBucketWorm: Operation = {
  name: 'ExtendBucketWorm',
  async run(call) {
    const days = await readDays(call, 'ExtendWormConfiguration');
    await change(call, (current) => {
      const retention = mustName(call, current);
      if (retention.state !== 'Locked' || days <= retention.days) throw fault('InvalidWORMConfiguration');
      return { ...retention, days };
    });
    return emptyReply(200);
  },
};

/** The policy in force. */
export const getBucketWorm: Operation = {
  name: 'GetBucketWorm',
  run(call) {
    const retention = readRetention(call.site.store.read, openBucket(call, 'owner'), call.now);
    if (retention === undefined) throw fault('NoSuchWORMConfiguration');
    return xmlReply(
      formatXml('WormConfiguration', [
        ['WormId', retention.id],
        ['State', retention.state],
        ['RetentionPeriodInDays', retention.days],
        ['CreationDate', toXmlTime(retention.created)],
      ]),
    );
  },
};

async function change(
  call: Call,
  next: (current: Retention | undefined) => Retention | undefined,
): Promise<void> {
  await call.site.store.write((view) => {
    const bucket = openBucket(call, 'owner', view);
    const retention = next(readRetention(view, bucket, call.now));
    const document = retention === undefined ? undefined : { body: JSON.stringify(retention), now: call.now };
    view.buckets.setSetting(bucket, 'worm', document);
  });
}

function mustName(call: Call, current: Retention | undefined): Retention {
  if (current === undefined || current.id !== call.query.get('wormId'))
    throw fault('NoSuchWORMConfiguration');
  return current;
}

async function readDays(call: Call, root: string): Promise<number> {
  const text = optionalText(await readDocument(call, root), 'RetentionPeriodInDays') ?? '';
  const days = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MAX_DAYS) throw fault('MalformedXML');
  return days;
}
