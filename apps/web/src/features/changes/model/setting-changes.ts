import type { Change } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { headerNames } from '@signpost/oss-protocol/rules';

/** A setting of a link that a change altered beside the target. An absent side had none. */
export interface SettingChange {
  /** `acl`, `storageClass`, a header, `x-oss-meta-…` or `tag …`. */
  name: string;
  before?: string;
  after?: string;
}

/** Settings in which both ends of a change are known and differ; none where one of them is no link. */
export function toSettingChanges({ before, after }: Pick<Change, 'before' | 'after'>): SettingChange[] {
  if (before.kind !== 'link' || after?.kind !== 'link') return [];
  const [old, now] = [before.link, after.link];
  const parts = [
    one('storageClass', old.storageClass, now.storageClass),
    one('acl', old.acl, now.acl),
    many('', toHttpNames(old.headers), toHttpNames(now.headers)),
    many('x-oss-meta-', old.metadata, now.metadata),
    many('tag ', old.tags, now.tags),
  ];
  return parts.flat();
}

type Link = (KeyState & { kind: 'link' })['link'];
type Single = Link['acl'] | Link['storageClass'];
type Several = Link['metadata'];

function one(name: string, before: Single, after: Single): SettingChange[] {
  if (!before.known || !after.known || before.value === after.value) return [];
  return [{ name, before: before.value, after: after.value }];
}

function toHttpNames(headers: Link['headers']): Several {
  if (!headers.known) return headers;
  const named = Object.entries(headers.value).map(([name, value]) => [
    headerNames[name as keyof typeof headerNames],
    value,
  ]);
  return { known: true, value: Object.fromEntries(named) as Record<string, string> };
}

function many(kind: string, before: Several, after: Several): SettingChange[] {
  if (!before.known || !after.known) return [];
  const [old, now] = [new Map(Object.entries(before.value)), new Map(Object.entries(after.value))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) return [];
    return {
      name: kind + name,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    };
  });
}
