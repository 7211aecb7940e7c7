/** A bucket that a policy is for, and the prefixes that it is limited to; none for all keys. */
export interface PolicyBucket {
  name: string;
  prefixes: readonly string[];
}

interface PolicyOptions {
  buckets: readonly PolicyBucket[];
  listsBuckets: boolean;
  writable: boolean;
}

const ofBucket = [
  'oss:GetBucketInfo',
  'oss:GetBucketStat',
  'oss:GetBucketVersioning',
  'oss:GetBucketWorm',
  'oss:GetBucketLifecycle',
  'oss:GetBucketWebsite',
  'oss:ListObjects',
  'oss:ListObjectVersions',
];
const reading = ['oss:GetObject', 'oss:GetObjectVersion', 'oss:GetObjectAcl', 'oss:GetObjectTagging'];
const writing = [
  'oss:PutObject',
  'oss:DeleteObject',
  'oss:PutObjectAcl',
  'oss:PutObjectTagging',
  'oss:RestoreObject',
];

/** The least RAM policy that a connection needs, as JSON to be pasted. */
export function toPolicy({ buckets, listsBuckets, writable }: PolicyOptions): string {
  const allow = (actions: readonly string[], resources: readonly string[]): object => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  });
  const names = buckets.length === 0 ? [{ name: 'your-bucket', prefixes: [] }] : buckets;
  const objects = names.flatMap(({ name, prefixes }) =>
    prefixes.length === 0
      ? [`acs:oss:*:*:${name}/*`]
      : prefixes.map((prefix) => `acs:oss:*:*:${name}/${prefix}*`),
  );
  const statements = [
    ...(listsBuckets ? [allow(['oss:ListBuckets'], ['acs:oss:*:*:*'])] : []),
    allow(
      ofBucket,
      names.map(({ name }) => `acs:oss:*:*:${name}`),
    ),
    allow(writable ? [...reading, ...writing] : reading, objects),
  ];
  return JSON.stringify({ Version: '1', Statement: statements }, undefined, 2);
}
