import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readOidc } from './read-oidc.ts';

const whole = {
  SIGNPOST_OIDC_ISSUER: 'https://login.example.com/realms/staff',
  SIGNPOST_OIDC_CLIENT_ID: 'signpost',
  SIGNPOST_OIDC_CLIENT_SECRET: 'secret-of-the-client',
};

test('nothing set means no identity provider', () => {
  expect(readOidc({}, 'open')).toBeUndefined();
  expect(readOidc({ SIGNPOST_OIDC_ISSUER: ' ' }, 'accounts')).toBeUndefined();
});

test('reads the whole set, with names for what is left out', () => {
  expect(readOidc(whole, 'accounts')).toEqual({
    issuer: 'https://login.example.com/realms/staff',
    clientId: 'signpost',
    clientSecret: 'secret-of-the-client',
    name: 'SSO',
    groupsClaim: 'groups',
    groups: [],
  });
  expect(
    readOidc(
      {
        ...whole,
        SIGNPOST_OIDC_NAME: 'Acme',
        SIGNPOST_OIDC_GROUPS_CLAIM: 'roles',
        SIGNPOST_OIDC_GROUPS: 'cn=ops,staff = On-call',
      },
      'accounts',
    ),
  ).toMatchObject({
    name: 'Acme',
    groupsClaim: 'roles',
    groups: [
      { theirs: 'cn', ours: 'ops' },
      { theirs: 'staff', ours: 'On-call' },
    ],
  });
});

test('reads the secret from a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'signpost-oidc-'));
  try {
    const file = path.join(folder, 'secret');
    writeFileSync(file, 'secret-in-a-file\n');
    const { SIGNPOST_OIDC_CLIENT_SECRET: _given, ...rest } = whole;
    const env = { ...rest, SIGNPOST_OIDC_CLIENT_SECRET_FILE: file };
    expect(readOidc(env, 'accounts')).toMatchObject({ clientSecret: 'secret-in-a-file' });
    expect(() => readOidc({ ...env, ...whole }, 'accounts')).toThrow(/keep one of them/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [{ SIGNPOST_OIDC_CLIENT_SECRET: undefined }, /needs SIGNPOST_OIDC_CLIENT_SECRET too/],
  [
    { SIGNPOST_OIDC_ISSUER: undefined, SIGNPOST_OIDC_CLIENT_ID: undefined },
    /ISSUER and SIGNPOST_OIDC_CLIENT_ID too/,
  ],
  [{ SIGNPOST_OIDC_ISSUER: 'login.example.com' }, /is no issuer/],
  [{ SIGNPOST_OIDC_ISSUER: 'https://login.example.com/?x=1' }, /is no issuer/],
  [{ SIGNPOST_OIDC_ISSUER: 'http://login.example.com' }, /refused without https/],
  [{ SIGNPOST_OIDC_ISSUER: 'http://127.evil.com' }, /refused without https/],
  [{ SIGNPOST_OIDC_NAME: 'x'.repeat(41) }, /fit on a button/],
  [{ SIGNPOST_OIDC_GROUPS: 'staff' }, /names no two groups/],
  [{ SIGNPOST_OIDC_GROUPS: 'staff=' }, /names no two groups/],
])('refuses %j with a sentence', (parts, message) => {
  expect(() => readOidc({ ...whole, ...parts }, 'accounts')).toThrow(message);
});

test('takes http on this machine alone, and needs accounts', () => {
  expect(readOidc({ ...whole, SIGNPOST_OIDC_ISSUER: 'http://localhost:9000' }, 'accounts')).toBeDefined();
  expect(() => readOidc(whole, 'open')).toThrow(/SIGNPOST_SIGN_IN=accounts/);
});

test('names no secret in a message', () => {
  const broken = { ...whole, SIGNPOST_OIDC_CLIENT_SECRET: 'two words' };
  expect(() => readOidc(broken, 'accounts')).toThrow(/is no client secret/);
  expect(() => readOidc(broken, 'accounts')).not.toThrow(/two words/);
});
