import type { PlanSource } from '@signpost/api-contract';
import { toMap, toSetHeaders, type NewLinkSettings } from '../../../shared/lib/link-settings.ts';

type LinkSettings = Extract<PlanSource, { kind: 'set' }>['settings'];

/** What is set on every link, without what is kept; undefined where that is everything. */
export function toPlannedSettings(settings: NewLinkSettings): LinkSettings | undefined {
  const { storageClass, acl, metadata, tags } = settings;
  const headers = toSetHeaders(settings.headers);
  const planned: LinkSettings = {
    ...(storageClass === undefined ? {} : { storageClass }),
    ...(acl === undefined ? {} : { acl }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(metadata.length === 0 ? {} : { metadata: toMap(metadata) }),
    ...(tags.length === 0 ? {} : { tags: toMap(tags) }),
  };
  return Object.keys(planned).length === 0 ? undefined : planned;
}
