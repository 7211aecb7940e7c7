import type { Change, KeyView, Preflight, WriteView } from '@signpost/api-contract';
import type { Finding, KeyState, LinkDraft } from '@signpost/link-model/write';

/** Where the keys of component tests are. */
export const scope = { connection: 'default', bucket: 'releases' } as const;

const at = '2026-01-01T00:00:00Z';

export function toLinkState(target: string): KeyState & { kind: 'link' } {
  return {
    kind: 'link',
    facts: { etag: target, lastModified: at, size: target.length },
    link: {
      target,
      headers: { known: true, value: {} },
      metadata: { known: true, value: {} },
      acl: { known: true, value: 'default' },
      tags: { known: true, value: {} },
      storageClass: { known: true, value: 'Standard' },
    },
  };
}

export function toObjectState(size: number): KeyState & { kind: 'object' } {
  return {
    kind: 'object',
    facts: { etag: 'E', lastModified: at, size },
    storageClass: 'Standard',
    type: 'Normal',
    headers: { contentType: 'text/plain' },
    metadata: {},
  };
}

/** One key as the inspector and a write see it. */
export type SampleView = KeyView & WriteView;

/** What is known of one key. The token tells states apart. */
export function toView(key: string, state: KeyState, token = `token-of-${state.kind}`): SampleView {
  return { ...scope, key, state, token, checkedAt: at, calls: 1 };
}

function toDraft(target: string): LinkDraft {
  return { target, headers: {}, metadata: {}, acl: 'default', tags: {}, storageClass: 'Standard' };
}

/** What a write of `target` to the key would do. */
export function toPreflight(
  now: SampleView,
  target: string | null,
  findings: readonly Finding[] = [],
): Preflight {
  return {
    now,
    after: target === null ? null : toDraft(target),
    findings: [...findings],
    formats: {
      http: 'PUT /app/latest.txt',
      api: 'curl',
      ossutil: 'ossutil create-symlink',
      ossutilOmits: ['Cache-Control', 'x-oss-tagging'],
    },
    calls: 1,
  };
}

/** The record of a write of `target` to the key; later than every view. */
export function toChange(now: SampleView, target: string | null, more: Partial<Change> = {}): Change {
  return {
    ...scope,
    id: 'change-1',
    group: 'change-1',
    key: now.key,
    action: target === null ? 'delete' : now.state.kind === 'absent' ? 'create' : 'repoint',
    at: '2026-01-01T00:01:00Z',
    actor: 'local',
    before: now.state,
    intended: target === null ? null : toDraft(target),
    outcome: 'applied',
    undo: { possible: true },
    ...more,
  };
}
