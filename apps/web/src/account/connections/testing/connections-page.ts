import type { ConnectionSettings, ConnectionTest } from '@signpost/api-contract';
import i18next from 'i18next';
import connections from '../../../locales/en/connections.json';
// It starts the texts, to which those of connections are added.
import '../../testing/account-page.ts';

i18next.addResourceBundle('en', 'connections', connections);

export const tell = i18next.getFixedT('en', 'connections');

export const day = 86_400_000;

/** A connection of the console with an AccessKey that was given a hundred days ago. */
export const sampleSettings: ConnectionSettings = {
  name: 'prod',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  region: 'cn-hangzhou',
  addressing: 'auto',
  signature: 'v4',
  domains: [],
  requesterPays: false,
  writable: false,
  production: true,
  credential: {
    kind: 'static',
    accessKeyId: 'LTAI5tSample',
    secretSetAt: new Date(Date.now() - 100 * day - 1000).toISOString(),
  },
  source: 'console',
  version: 3,
  updatedAt: new Date(Date.now() - 2 * day).toISOString(),
  updatedBy: 'Ada',
};

export const embeddedSettings: ConnectionSettings = {
  ...sampleSettings,
  name: 'default',
  endpoint: 'http://127.0.0.1:7071',
  credential: { kind: 'static', accessKeyId: 'demo' },
  source: 'embedded',
  writable: true,
  production: false,
};

export const sampleTest: ConnectionTest = {
  works: false,
  checks: [
    { name: 'address', outcome: 'ok', ms: 12 },
    { name: 'credential', outcome: 'ok', ms: 40 },
  ],
  buckets: [
    {
      name: 'releases',
      region: 'cn-hangzhou',
      checks: [
        { name: 'oss:ListObjects', outcome: 'ok', ms: 20 },
        {
          name: 'oss:PutObject',
          outcome: 'denied',
          problem: 'oss-access-denied',
          detail: 'AccessDenied: no right',
          ms: 21,
        },
      ],
      traits: ['versioned', 'lifecycle'],
    },
    {
      name: 'lake',
      checks: [
        { name: 'oss:ListObjects', outcome: 'ok', ms: 9 },
        { name: 'oss:GetBucketWorm', outcome: 'failed', problem: 'oss-clock-skewed', ms: 7 },
        { name: 'oss:DeleteObject', outcome: 'not-tried', ms: 0 },
      ],
      traits: ['hierarchical'],
    },
  ],
  missing: ['oss:PutObject'],
  policy: '{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:PutObject"]}]}',
};
