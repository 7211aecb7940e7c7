import { childOf, optionalText } from '@signpost/oss-protocol';
import { isArchivedClass, restoreTerms } from '@signpost/oss-protocol/rules';

import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { parseDocument } from '../rules/document.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { openForWriting } from '../rules/new-entry.ts';
import { readEntry } from '../rules/read-entry.ts';
import { restoreState } from '../rules/restore-state.ts';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

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
      const { storageClass } = entry;
      if (!isArchivedClass(storageClass)) throw fault('OperationNotSupported');
      const { maxDays, waits } = restoreTerms[storageClass];
      // Archive knows no tiers, and a request that names one is no request for it.
      const used = tier ?? (storageClass === 'Archive' ? undefined : 'Standard');
      const wait = waits.find((one) => one.tier === used);
      if (wait === undefined || days > maxDays) throw fault('MalformedXML');
      const state = restoreState(entry.details.restore, call.now);
      if (state === 'restoring') throw fault('RestoreAlreadyInProgress');
      const readyAt = state === 'restored' ? entry.details.restore!.readyAt : call.now + wait.most * SECOND;
      const expiresAt = Math.max(readyAt, call.now) + days * DAY;
      view.entries.update(entry, { details: { ...entry.details, restore: { readyAt, expiresAt } } });
      return emptyReply(state === 'restored' ? 200 : 202, {
        ...versionHeader(bucket, entry.version),
        ...(used !== undefined && { 'x-oss-object-restore-priority': used }),
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
