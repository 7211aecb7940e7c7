/** What the credential of a connection is to be allowed. */
export type Access = 'read' | 'write';

const bucketActions = [
  'oss:ListObjects',
  'oss:GetBucketInfo',
  'oss:GetBucketVersioning',
  'oss:GetBucketWorm',
  'oss:GetBucketArchiveDirectRead',
  'oss:GetBucketLifecycle',
  'oss:GetBucketWebsite',
  'oss:GetBucketStat',
  'oss:GetBucketInventory',
  'oss:GetMetaQueryStatus',
  'oss:DoMetaQuery',
];
const objectActions = ['oss:GetObject', 'oss:GetObjectAcl', 'oss:GetObjectTagging'];
/** Besides those above; the last ones only matter in a bucket that keeps versions. */
const bucketActionsOfWrites = ['oss:ListObjectVersions'];
const objectActionsOfWrites = [
  'oss:PutObject',
  'oss:PutObjectTagging',
  'oss:PutObjectAcl',
  'oss:DeleteObject',
  'oss:RestoreObject',
  'oss:GetObjectVersion',
  'oss:DeleteObjectVersion',
];

interface Policy {
  Version: '1';
  Statement: { Effect: 'Allow'; Action: string[]; Resource: string[] }[];
}

/** The smallest RAM policy for one bucket. Its actions are those of `apps/docs/operating.md`. */
export function toPolicy(bucket: string, access: Access): Policy {
  const writes = access === 'write';
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: [...bucketActions, ...(writes ? bucketActionsOfWrites : [])],
        Resource: [`acs:oss:*:*:${bucket}`],
      },
      {
        Effect: 'Allow',
        Action: [...objectActions, ...(writes ? objectActionsOfWrites : [])],
        Resource: [`acs:oss:*:*:${bucket}/*`],
      },
    ],
  };
}

/** The command that starts the console on one bucket, in one line. The secret is left for the reader to fill in. */
export function toStartCommand({ region, bucket }: { region: string; bucket: string }): string {
  return [
    `OSS_REGION=${region}`,
    `OSS_ENDPOINT=https://oss-${region}.aliyuncs.com`,
    `OSS_BUCKETS=${bucket}`,
    'OSS_ACCESS_KEY_ID=…',
    'OSS_ACCESS_KEY_SECRET=…',
    'npm start',
  ].join(' ');
}
