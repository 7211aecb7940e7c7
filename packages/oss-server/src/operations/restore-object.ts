import { childOf, optionalText } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { parseDocument } from '../rules/document.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { openForWriting } from '../rules/new-entry.ts';
import { readEntry } from '../rules/read-entry.ts';
import { restoreState } from '../rules/restore-state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface ColdClass {
  maxDays: number;
  /** How long restoring takes, by tier; the longest the service names. */
  tiers: ReadonlyMap<string, number>;
}

const COLD_CLASSES: ReadonlyMap<string, ColdClass> = new Map([
  ['Archive', { maxDays: 7, tiers: new Map([['', MINUTE]]) }],
  [
    'ColdArchive',
    {
      maxDays: 365,
      tiers: new Map([
        ['Expedited', HOUR],
        ['Standard', 5 * HOUR],
        ['Bulk', 12 * HOUR],
      ]),
    },
  ],
  [
    'DeepColdArchive',
    {
      maxDays: 365,
      tiers: new Map([
        ['Expedited', 12 * HOUR],
        ['Standard', 48 * HOUR],
      ]),
    },
  ],
]);

/**
 * Restores a cold object: 202 at first, 409 while it is under way, 200 when it is readable. A link that
 * is itself Standard cannot be restored: restore its target.
 */
export const restoreObject: Operation = {
  name: 'RestoreObject',
  async run(call) {
    openForWriting(call);
    const { days, tier } = readRequest(await call.body.text());
    return call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      const entry = readEntry(call, bucket, { access: 'write', view });
      const cold = COLD_CLASSES.get(entry.storageClass);
      if (cold === undefined) throw fault('OperationNotSupported');
      // Archive knows no tiers, and a request that names one is no request for it.
      const used = tier ?? (cold.tiers.has('') ? '' : 'Standard');
      const wait = cold.tiers.get(used);
      if (wait === undefined || days > cold.maxDays) throw fault('MalformedXML');
      const state = restoreState(entry.details.restore, call.now);
      if (state === 'restoring') throw fault('RestoreAlreadyInProgress');
      const readyAt = state === 'restored' ? entry.details.restore!.readyAt : call.now + wait;
      const expiresAt = Math.max(readyAt, call.now) + days * DAY;
      view.entries.update(entry, { details: { ...entry.details, restore: { readyAt, expiresAt } } });
      return emptyReply(state === 'restored' ? 200 : 202, {
        ...versionHeader(bucket, entry.version),
        ...(used !== '' && { 'x-oss-object-restore-priority': used }),
      });
    });
  },
};

function readRequest(text: string): { days: number; tier: string | undefined } {
  if (text.trim() === '') return { days: 1, tier: undefined };
  const root = parseDocument(text, 'RestoreRequest');
  const days = Number(optionalText(root, 'Days') ?? '1');
  if (!Number.isInteger(days) || days < 1) throw fault('MalformedXML');
  const job = childOf(root, 'JobParameters');
  return { days, tier: job && (optionalText(job, 'Tier') ?? 'Standard') };
}
