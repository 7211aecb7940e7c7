import type { Finding } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import { startForm, type WriteForm } from './write-form.ts';
import { toPreflightBody, toWriteRequest } from './write-request.ts';

const scope = { connection: 'demo', bucket: 'acme' };
const form: WriteForm = {
  ...startForm({ key: 'k', target: 't' }),
  accepted: ['target-missing', 'stale-tick'],
  reason: ' TICKET-1 ',
};
const replaces: Finding = {
  level: 'prove',
  code: 'replaces-object',
  size: 12,
  etag: 'E',
  lastModified: '',
  recoverable: false,
};

describe('the request of a write', () => {
  it('guards a create by OSS itself where nothing stands', () => {
    const request = toWriteRequest('create', scope, {
      form,
      target: 't',
      seen: { state: { kind: 'absent' }, token: 'a.none' },
      findings: [],
      needed: [],
    });
    expect(request).toEqual({
      action: 'create',
      body: { ...scope, key: 'k', target: 't', reason: 'TICKET-1' },
      condition: 'absent',
    });
  });

  it('carries the proof and the token of an object that it replaces', () => {
    const state = {
      kind: 'object',
      facts: { etag: 'E', size: 12, lastModified: '' },
      storageClass: 'Standard',
      type: 'Normal',
      headers: {},
      metadata: {},
    } as const;
    const request = toWriteRequest('create', scope, {
      form,
      target: 't',
      seen: { state, token: 'o.1' },
      findings: [replaces],
      needed: [],
    });
    expect(request.body).toMatchObject({ proof: { etag: 'E', size: 12 } });
    expect(request.condition).toEqual({ ifMatch: 'o.1' });
  });

  it('accepts only what is asked for now', () => {
    const request = toWriteRequest('repoint', scope, {
      form,
      target: 't',
      seen: { state: { kind: 'absent' }, token: 'x' },
      findings: [],
      needed: ['target-missing', 'part-unread:acl'],
    });
    expect(request.body).toMatchObject({ accept: ['target-missing'] });
  });

  it('leaves to the server what was not chosen', () => {
    expect(toPreflightBody('create', scope, { ...form, target: 't' })).toEqual({
      action: 'create',
      ...scope,
      key: 'k',
      target: 't',
    });
    expect(
      toPreflightBody('create', scope, {
        ...form,
        target: 't',
        settings: {
          ...form.settings,
          inheritHeaders: false,
          acl: 'private',
          headers: { cacheControl: '', contentType: 'text/plain' },
        },
      }),
    ).toMatchObject({ inheritHeaders: false, acl: 'private', headers: { contentType: 'text/plain' } });
  });

  it('sets a header along with a move, and can remove one', () => {
    expect(
      toPreflightBody('repoint', scope, { ...form, target: 't', setHeaders: { contentEncoding: '' } }),
    ).toMatchObject({
      headers: { contentEncoding: '' },
    });
  });
});
