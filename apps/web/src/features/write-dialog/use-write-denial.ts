import type { GrantedRight } from '@signpost/api-contract';
import { useDenial } from '../../shared/access/use-denial.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { lacksKey, type WriteForm } from './model/write-form.ts';
import type { WriteAction, WriteSubject } from './model/write-subject.ts';

/** An undo is known by its change alone: what it turns out to do is asked for by pre-flight. */
const rights: Record<Exclude<WriteAction, 'undo'>, GrantedRight> = {
  create: 'link.create',
  repoint: 'link.repoint',
  delete: 'link.delete',
  'delete-object': 'object.delete',
};

/** Why whoever is signed in may not do what a dialog is open for. */
export function useWriteDenial({
  scope: { connection, bucket },
  subject: { action },
  form,
}: {
  scope: BucketRef;
  subject: WriteSubject;
  form: WriteForm;
}): string | undefined {
  const deny = useDenial(connection);
  if (action === 'undo') return undefined;
  // Until a name is typed, it may become one that is allowed.
  const place = lacksKey(form) ? { prefix: form.key, partly: true as const } : { key: form.key };
  return deny(rights[action], { bucket, ...place });
}
