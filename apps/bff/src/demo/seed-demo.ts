import type { AdminEntry, OssSeed } from '@signpost/oss-server';
import { demoBuckets, type DemoEntry, type DemoRule } from '@signpost/demo-data';

/** Writes the demo into an empty embedded OSS, dated back from its clock. */
export const seed: OssSeed = (admin, clock) => {
  const now = clock().getTime();
  for (const bucket of demoBuckets()) {
    admin.putBucket({
      name: bucket.name,
      created: now - bucket.ageMs,
      ...(bucket.versioning === undefined ? {} : { versioning: bucket.versioning }),
      ...(bucket.acl === undefined ? {} : { acl: bucket.acl }),
      ...(bucket.hierarchicalNamespace === undefined
        ? {}
        : { hierarchicalNamespace: bucket.hierarchicalNamespace }),
    });
    for (const entry of bucket.entries) {
      const common = toAdminEntry(bucket.name, entry, now);
      if (entry.kind === 'link') admin.putSymlink({ ...common, target: entry.target });
      else admin.putObject({ ...common, ...toContent(entry.content) });
    }
    if (bucket.lifecycle !== undefined) {
      const { ageMs, rules } = bucket.lifecycle;
      admin.putBucketSetting(bucket.name, 'lifecycle', {
        xml: toLifecycleXml(rules),
        set: now - ageMs,
      });
    }
  }
};

/** As PutBucketLifecycle takes it. Ids and prefixes of the demo hold nothing that XML would have to escape. */
function toLifecycleXml(rules: readonly DemoRule[]): string {
  const all = rules.map(({ id, prefix, days, then }) => {
    const act =
      then === 'delete'
        ? `<Expiration><Days>${days}</Days></Expiration>`
        : `<Transition><Days>${days}</Days><StorageClass>${then}</StorageClass></Transition>`;
    return `<Rule><ID>${id}</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${act}</Rule>`;
  });
  return `<LifecycleConfiguration>${all.join('')}</LifecycleConfiguration>`;
}

function toAdminEntry(bucket: string, entry: DemoEntry, now: number): AdminEntry {
  return {
    bucket,
    key: entry.key,
    // OSS keeps whole seconds.
    lastModified: Math.floor((now - entry.ageMs) / 1000) * 1000,
    storageClass: entry.storageClass ?? 'Standard',
    ...(entry.acl === undefined ? {} : { acl: entry.acl }),
    ...(entry.tags === undefined ? {} : { tagging: entry.tags }),
    ...(entry.metadata === undefined ? {} : { metadata: entry.metadata }),
    ...entry.headers,
  };
}

function toContent(
  content: string | Uint8Array | { size: number },
): { body: string | Uint8Array } | { size: number } {
  return typeof content === 'string' || content instanceof Uint8Array
    ? { body: content }
    : { size: content.size };
}
