import type { CreateLinkBody, PreflightBody, RepointLinkBody } from '@signpost/api-contract';
import type { ChangeLog } from '../changes/change-log.ts';
import { findRecorded } from '../changes/find-recorded.ts';
import type { SingleWrite } from './write-request.ts';

type CreateMembers = Omit<CreateLinkBody, 'accept' | 'proof' | 'reason'>;

export function toCreateRequest(input: CreateMembers): SingleWrite {
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

export function toRepointRequest(
  input: Pick<RepointLinkBody, 'bucket' | 'key' | 'target' | 'headers'>,
): SingleWrite {
  const { bucket, key, target, headers } = input;
  return { action: 'repoint', bucket, key, target, settings: { headers } };
}

/** The write that a pre-flight asks about. `connection` is the id. Throws `change-missing`. */
export async function toPreflightRequest(
  input: PreflightBody,
  { changeLog, connection }: { changeLog: ChangeLog; connection: string },
): Promise<SingleWrite> {
  switch (input.action) {
    case 'create':
      return toCreateRequest(input);
    case 'repoint':
      return toRepointRequest(input);
    case 'delete':
    case 'delete-object':
      return { action: input.action, bucket: input.bucket, key: input.key };
    case 'undo': {
      const recorded = await findRecorded(changeLog, { connection, id: input.change });
      return { action: 'undo', bucket: recorded.intent.bucket, key: recorded.intent.key, recorded };
    }
  }
}
