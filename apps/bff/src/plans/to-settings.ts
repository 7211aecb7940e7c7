import type { LinkSettings, LinkSnapshot } from '@signpost/link-model/write';
import { httpHeaderNames } from '@signpost/oss-protocol/rules';

/** Settings that make a link exactly this one: a header that it did not have is removed. */
export function toSettings({ headers, metadata, acl, tags, storageClass }: LinkSnapshot): LinkSettings {
  return {
    ...(headers.known
      ? {
          headers: Object.fromEntries(httpHeaderNames.map((name) => [name, headers.value[name] ?? ''])),
        }
      : {}),
    ...(metadata.known ? { metadata: metadata.value } : {}),
    ...(acl.known ? { acl: acl.value } : {}),
    ...(tags.known ? { tags: tags.value } : {}),
    ...(storageClass.known ? { storageClass: storageClass.value } : {}),
  };
}
