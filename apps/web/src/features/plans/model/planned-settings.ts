import type { PlanSource } from '@signpost/api-contract';
import { httpHeaderNames } from '@signpost/oss-protocol/rules';
import { toMap, toSetHeaders, type NewLinkSettings } from '../../../shared/lib/link-settings.ts';

type LinkSettings = Extract<PlanSource, { kind: 'set' }>['settings'];

/** Parts of a link that a plan can take away: one header, or all metadata or tags. */
export const removableParts = [...httpHeaderNames, 'metadata', 'tags'] as const;
export type RemovablePart = (typeof removableParts)[number];

/** What is set on every link and taken away from it, without what is kept; undefined where that is everything. */
export function toPlannedSettings(
  settings: NewLinkSettings,
  removed: ReadonlySet<RemovablePart>,
): LinkSettings | undefined {
  const { storageClass, acl, metadata, tags } = settings;
  const headers = {
    ...toSetHeaders(settings.headers),
    ...Object.fromEntries(httpHeaderNames.filter((name) => removed.has(name)).map((name) => [name, ''])),
  };
  const planned: LinkSettings = {
    ...(storageClass === undefined ? {} : { storageClass }),
    ...(acl === undefined ? {} : { acl }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(removed.has('metadata')
      ? { metadata: {} }
      : metadata.length === 0
        ? {}
        : { metadata: toMap(metadata) }),
    ...(removed.has('tags') ? { tags: {} } : tags.length === 0 ? {} : { tags: toMap(tags) }),
  };
  return Object.keys(planned).length === 0 ? undefined : planned;
}
