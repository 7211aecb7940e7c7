import type { CreateLinkBody, DeleteBody, PreflightBody, RepointLinkBody } from '@signpost/api-contract';
import type { Finding, KeyState } from '@signpost/link-model/write';
import { toMap, toSetHeaders, type NewLinkSettings } from '../../../shared/lib/link-settings.ts';
import { findObjectLoss } from '../../../shared/findings/object-loss.ts';
import type { WriteForm } from './write-form.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';

/** What a write is conditional on: the token that was seen, or that nothing stood there. */
export type WriteCondition = { ifMatch: string } | 'absent';

/** One write, ready to be sent. */
export type WriteRequest =
  | { action: 'create'; body: CreateLinkBody; condition: WriteCondition }
  | { action: 'repoint'; body: RepointLinkBody; condition: { ifMatch: string } }
  | { action: 'delete' | 'delete-object'; body: DeleteBody; condition: { ifMatch: string } }
  | {
      action: 'undo';
      body: { connection: string; change: string; accept?: string[]; reason?: string };
      condition: { ifMatch: string };
    };

/** What is asked before a create, repoint or delete. `target` is the understood one. */
export function toPreflightBody(
  action: 'create' | 'repoint' | 'delete' | 'delete-object',
  scope: BucketRef,
  form: Pick<WriteForm, 'key' | 'settings' | 'setHeaders'> & { target: string },
): PreflightBody {
  const keyRef = { ...scope, key: form.key };
  switch (action) {
    case 'create':
      return {
        action: 'create',
        ...keyRef,
        target: form.target,
        ...toSettingsBody(form.settings, form.setHeaders),
      };
    case 'repoint':
      return { action: 'repoint', ...keyRef, target: form.target, ...toHeadersBody(form.setHeaders) };
    case 'delete':
    case 'delete-object':
      return { action: action, ...keyRef };
  }
}

/** The members of a create that are not left to the server's defaults. */
function toSettingsBody(
  settings: NewLinkSettings,
  setHeaders: WriteForm['setHeaders'],
): Pick<CreateLinkBody, 'storageClass' | 'acl' | 'metadata' | 'tags' | 'headers' | 'inheritHeaders'> {
  const headers = { ...toSetHeaders(settings.headers), ...setHeaders };
  return {
    ...(settings.storageClass === undefined ? {} : { storageClass: settings.storageClass }),
    ...(settings.acl === undefined ? {} : { acl: settings.acl }),
    ...(settings.metadata.length === 0 ? {} : { metadata: toMap(settings.metadata) }),
    ...(settings.tags.length === 0 ? {} : { tags: toMap(settings.tags) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(settings.inheritHeaders ? {} : { inheritHeaders: false }),
  };
}

/** Token of the state a person saw: `absent` where nothing stood, so that OSS itself guards the create. */
function toCreateCondition(seen: { state: KeyState; token: string }): WriteCondition {
  return seen.state.kind === 'absent' ? 'absent' : { ifMatch: seen.token };
}

/** ETag and size of the object that a write would take away, for the request that does it. */
function toProof(findings: readonly Finding[]): { etag: string; size: number } | undefined {
  const lost = findObjectLoss(findings);
  return lost?.level === 'prove' ? { etag: lost.etag, size: lost.size } : undefined;
}

/** Makes the request out of the form and what pre-flight found. Only what is asked for now is accepted. */
export function toWriteRequest(
  action: 'create' | 'repoint' | 'delete' | 'delete-object',
  scope: BucketRef,
  written: {
    form: WriteForm;
    target: string;
    seen: { state: KeyState; token: string };
    findings: readonly Finding[];
    needed: readonly string[];
  },
): WriteRequest {
  const { form, target, seen, findings, needed } = written;
  const accept = needed.filter((name) => form.accepted.includes(name));
  const common = {
    ...scope,
    key: form.key,
    ...(accept.length === 0 ? {} : { accept }),
    ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
  };
  const proof = toProof(findings);
  const proven = proof === undefined ? {} : { proof };
  switch (action) {
    case 'create':
      return {
        action,
        body: {
          ...common,
          target,
          ...toSettingsBody(form.settings, form.setHeaders),
          ...proven,
        },
        condition: toCreateCondition(seen),
      };
    case 'repoint':
      return {
        action,
        body: { ...common, target, ...toHeadersBody(form.setHeaders), ...proven },
        condition: { ifMatch: seen.token },
      };
    case 'delete':
    case 'delete-object':
      return { action, body: { ...common, ...proven }, condition: { ifMatch: seen.token } };
  }
}

/** Makes the request that takes a change back. */
export function toUndoRequest(
  undone: { connection: string; change: string },
  written: { form: WriteForm; seen: { token: string }; needed: readonly string[] },
): WriteRequest {
  const { form, seen, needed } = written;
  const accept = needed.filter((name) => form.accepted.includes(name));
  return {
    action: 'undo',
    body: {
      ...undone,
      ...(accept.length === 0 ? {} : { accept }),
      ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
    },
    condition: { ifMatch: seen.token },
  };
}

function toHeadersBody(headers: WriteForm['setHeaders']): { headers?: WriteForm['setHeaders'] } {
  return Object.keys(headers).length === 0 ? {} : { headers };
}
