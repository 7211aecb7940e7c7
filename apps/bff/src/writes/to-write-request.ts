import type { CreateLinkBody, PreflightBody, RepointLinkBody } from '@signpost/api-contract';
import type { Journal } from '../changes/journal.ts';
import { findRecorded } from '../changes/find-recorded.ts';
import type { WriteOrder } from './write-request.ts';

type CreateMembers = Omit<CreateLinkBody, 'accept' | 'proof' | 'reason'>;

export function toCreateOrder(input: CreateMembers): WriteOrder {
  const { bucket, key, target, inheritHeaders, storageClass, acl, metadata, tags, headers } = input;
  return {
    action: 'create',
    bucket,
    key,
    target,
    settings: { storageClass, acl, metadata, tags, headers },
    inheritHeaders: inheritHeaders ?? true,
  };
}

export function toRepointOrder(
  input: Pick<RepointLinkBody, 'bucket' | 'key' | 'target' | 'headers'>,
): WriteOrder {
  const { bucket, key, target, headers } = input;
  return { action: 'repoint', bucket, key, target, headers };
}

/** The write that a pre-flight asks about. Throws `change-missing`. */
export function toPreflightOrder(input: PreflightBody, journal: Journal): WriteOrder {
  switch (input.action) {
    case 'create':
      return toCreateOrder(input);
    case 'repoint':
      return toRepointOrder(input);
    case 'delete':
    case 'delete-object':
      return { action: input.action, bucket: input.bucket, key: input.key };
    case 'undo': {
      const recorded = findRecorded(journal, { connection: input.connection, id: input.change });
      return { action: 'undo', bucket: recorded.intent.bucket, key: recorded.intent.key, recorded };
    }
  }
}
