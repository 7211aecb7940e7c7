import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionSpec } from '../config/config.ts';
import { SetupError } from '../config/setup-error.ts';
import { readConnectionsFile } from './read-connections-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-connections-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(yaml: string, env: Record<string, string> = {}): Promise<ConnectionSpec[]> {
  const file = path.join(folder, 'connections.yaml');
  await writeFile(file, yaml);
  return readConnectionsFile({
    env: { SIGNPOST_CONNECTIONS_FILE: file, ...env },
    toId: async (name) => `id of ${name}`,
  });
}

const key = 'credential: { kind: static, accessKeyId: LTAIfile, accessKeySecret: from-the-file }';
const place = 'endpoint: https://oss-cn-hangzhou.aliyuncs.com\n    region: cn-hangzhou';
const one = `connections:\n  - name: shop\n    ${place}\n    ${key}`;

describe('a file of connections', () => {
  test('holds what the console takes, read-only unless it says otherwise', async () => {
    expect(await read(one)).toEqual([
      {
        config: {
          id: 'id of shop',
          name: 'shop',
          mode: 'configured',
          source: 'file',
          endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
          region: 'cn-hangzhou',
          demo: false,
          addressing: 'auto',
          signature: 'v4',
          requesterPays: false,
          production: false,
          readOnly: true,
          domains: {},
        },
        credential: { kind: 'static', accessKeyId: 'LTAIfile', accessKeySecret: 'from-the-file' },
      },
    ]);
    const [writable] = await read(`${one}\n    writable: true\n    production: true`);
    expect(writable?.config).toMatchObject({ readOnly: false, production: true });
  });

  test('names files and variables that hold secrets', async () => {
    await writeFile(path.join(folder, 'secret'), 'of-a-file\n');
    const credential = (member: string): string => one.replace('accessKeySecret: from-the-file', member);
    const [fromFile] = await read(credential(`accessKeySecretFile: ${folder}/secret`));
    expect(fromFile?.credential).toMatchObject({ accessKeySecret: 'of-a-file' });
    const [fromVariable] = await read(credential('accessKeySecretVariable: SHOP_SECRET'), {
      SHOP_SECRET: 'of-a-variable',
    });
    expect(fromVariable?.credential).toMatchObject({ accessKeySecret: 'of-a-variable' });
  });

  test('may lie in a private network: who writes the file runs the console', async () => {
    const [spec] = await read(one.replace('https://oss-cn-hangzhou.aliyuncs.com', 'https://10.0.0.5'));
    expect(spec?.config.endpoint).toBe('https://10.0.0.5');
  });

  test('is not needed', async () => {
    expect(await readConnectionsFile({ env: {}, toId: async () => '' })).toEqual([]);
  });
});

describe('a file that cannot be used is refused with one sentence and without its secrets', () => {
  test.each([
    ['no YAML', 'connections: [', /is no YAML: line \d/],
    ['something else', 'links: {}', /holds no list named connections/],
    ['an alias', 'connections: &a\n  - *a', /alias/],
    ['a member that is not known', `${one}\n    writeable: true`, /connections\[0\]\.writeable/],
    ['a member that is missing', one.replace('name: shop', 'title: shop'), /connections\[0\]\.name/],
    ['a name that is none', one.replace('name: shop', 'name: Shop!'), /connections\[0\]\.name/],
    ['a name twice', `${one}\n${one.split('\n').slice(1).join('\n')}`, /names the connection shop twice/],
    [
      'the metadata server',
      one.replace('https://oss-cn-hangzhou.aliyuncs.com', 'https://100.100.100.200'),
      /connections\[0\]\.endpoint cannot be used/,
    ],
    [
      'a variable that is not set',
      one.replace('accessKeySecret: from-the-file', 'accessKeySecretVariable: NOBODY'),
      /NOBODY, which is not set/,
    ],
    [
      'a file that is not there',
      one.replace('accessKeySecret: from-the-file', 'accessKeySecretFile: /nowhere/secret'),
      /\/nowhere\/secret cannot be read/,
    ],
  ])('%s', async (_, yaml, message) => {
    const error = await read(yaml).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('from-the-file');
  });
});
