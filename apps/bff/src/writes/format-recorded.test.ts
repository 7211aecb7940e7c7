import { expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { putFullLink } from '../testing/links.ts';
import { setUpLinks } from '../testing/link-suite.ts';

const suite = setUpLinks('spell-recorded');
const recorded = async (id: string) => {
  const { formats } = await expectOk(suite.stack.bffUrl, 'getChange', {
    query: { connection: 'default', id },
  });
  if (formats === undefined) throw new Error('not spelled');
  return formats;
};
/** What differs from one sending to the next stands in lines of its own. */
const lasting = (http: string): string[] =>
  http.split('\n').filter((line) => !/date|authorization/i.test(line));

test('a write is spelled afterwards as it was before', async () => {
  putFullLink(suite.stack.admin, suite.bucket);
  const { token } = await suite.view('app.txt');
  const asked = { ...suite.scope('app.txt'), target: 'v2/app.txt', headers: { cacheControl: '' } };
  const before = await expectOk(suite.stack.bffUrl, 'preflight', { body: { action: 'repoint', ...asked } });
  const { change } = await expectOk(suite.stack.bffUrl, 'repointLink', { body: asked, ifMatch: token });
  const after = await recorded(change.id);
  expect(lasting(after.http)).toEqual(lasting(before.formats.http));
  expect(after.ossutil).toBe(before.formats.ossutil);
  expect(after.ossutilOmits).toEqual(before.formats.ossutilOmits);
  expect(after.api).toBe(before.formats.api);
});

test('a delete and its undo are spelled, without a secret', async () => {
  putFullLink(suite.stack.admin, suite.bucket);
  const { token } = await suite.view('app.txt');
  const deleted = await expectOk(suite.stack.bffUrl, 'deleteLink', {
    body: suite.scope('app.txt'),
    ifMatch: token,
  });
  const spelled = await recorded(deleted.change.id);
  expect(spelled.http).toMatch(/^DELETE \/.*app\.txt HTTP\/1\.1/);
  expect(spelled.ossutil).toContain('delete-object');
  expect(JSON.stringify(spelled)).not.toContain(suite.stack.credential.accessKeySecret);
  const back = await expectOk(suite.stack.bffUrl, 'undoChange', {
    body: { connection: 'default', change: deleted.change.id },
    ifMatch: deleted.view!.token,
  });
  const undo = await recorded(back.change.id);
  expect(undo.http).toContain('x-oss-symlink-target: v1/app.txt');
  expect(undo.api).toContain(deleted.change.id);
});

test('a new link names all that was set on it, whatever its target says today', async () => {
  const { change } = await expectOk(suite.stack.bffUrl, 'createLink', {
    body: { ...suite.scope('new.txt'), target: 'v1/app.txt', tags: { team: 'cli' }, reason: 'TICKET-1' },
    ifNoneMatch: '*',
  });
  const { api, ossutil } = await recorded(change.id);
  expect(api).toContain('"inheritHeaders":false');
  expect(api).toContain('"contentEncoding":"identity"');
  expect(api).toContain('TICKET-1');
  expect(api).toContain('if-none-match');
  expect(ossutil).toContain('put-symlink');
});
