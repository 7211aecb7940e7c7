import { beforeEach, describe, expect, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { putFullLink } from '../testing/links.ts';
import { setUpLinks } from '../testing/link-suite.ts';

const suite = setUpLinks('delete-object');
beforeEach(() => putFullLink(suite.stack.admin, suite.bucket));
const proofOf = (key: string) => {
  const { etag, size } = suite.stack.admin.find({ bucket: suite.bucket, key })!;
  return { etag, size };
};
const startScan = () =>
  expectOk(suite.stack.bffUrl, 'startScan', { body: { connection: 'default', bucket: suite.bucket } });
const settled = async () => {
  await startScan();
  await expect
    .poll(async () => {
      const { items } = await expectOk(suite.stack.bffUrl, 'listCoverage', {
        query: { connection: 'default' },
      });
      return items.find((one) => one.bucket === suite.bucket)?.state;
    })
    .toBe('complete');
};

describe('deleting a real object', () => {
  test('is refused without what was seen, without proof, and with a wrong one', async () => {
    const { token } = await suite.view('v2/app.txt');
    const body = suite.scope('v2/app.txt');
    expect(await expectProblem(suite.stack.bffUrl, 'deleteObject', { body })).toMatchObject({
      code: 'precondition-required',
    });
    expect(await expectProblem(suite.stack.bffUrl, 'deleteObject', { body, ifMatch: token })).toMatchObject({
      status: 428,
      code: 'proof-required',
    });
    const wrong = { ...proofOf('v2/app.txt'), size: 1 };
    expect(
      await expectProblem(suite.stack.bffUrl, 'deleteObject', {
        body: { ...body, proof: wrong },
        ifMatch: token,
      }),
    ).toMatchObject({ status: 412, code: 'proof-mismatch' });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'v2/app.txt' })).toBeDefined();
  });

  test('is refused when another object has been stored there', async () => {
    const { token } = await suite.view('v2/app.txt');
    suite.stack.admin.putObject({ bucket: suite.bucket, key: 'v2/app.txt', body: 'newer' });
    const problem = await expectProblem(suite.stack.bffUrl, 'deleteObject', {
      body: { ...suite.scope('v2/app.txt'), proof: proofOf('v2/app.txt') },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ status: 412, code: 'state-changed' });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'v2/app.txt' })).toBeDefined();
  });

  test('leaves links alone: deleting one is another act', async () => {
    const { token, state } = await suite.view('app.txt');
    const problem = await expectProblem(suite.stack.bffUrl, 'deleteObject', {
      body: {
        ...suite.scope('app.txt'),
        proof: { etag: state.kind === 'link' ? state.facts.etag : '', size: 10 },
      },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ status: 409, code: 'not-an-object' });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'app.txt' })).toBeDefined();
  });

  test('names the links that would break, and wants them accepted', async () => {
    await settled();
    const look = await expectOk(suite.stack.bffUrl, 'preflight', {
      body: { action: 'delete-object', ...suite.scope('v1/app.txt') },
    });
    expect(look.findings).toContainEqual({
      level: 'choose',
      code: 'breaks-links',
      count: 1,
      first: ['app.txt'],
      complete: true,
      scannedAt: expect.any(String),
    });
    expect(look.formats.api).toContain('/api/v1/object/delete');
    const body = { ...suite.scope('v1/app.txt'), proof: proofOf('v1/app.txt') };
    expect(
      await expectProblem(suite.stack.bffUrl, 'deleteObject', { body, ifMatch: look.now.token }),
    ).toMatchObject({ code: 'choice-required', needs: ['breaks-links'] });
    const done = await expectOk(suite.stack.bffUrl, 'deleteObject', {
      body: { ...body, accept: ['breaks-links'] },
      ifMatch: look.now.token,
    });
    expect(done.change).toMatchObject({ action: 'delete', outcome: 'applied', before: { kind: 'object' } });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'v1/app.txt' })).toBeUndefined();
    const { items } = await expectOk(suite.stack.bffUrl, 'listLinks', {
      query: { connection: 'default', bucket: suite.bucket },
    });
    expect(items).toMatchObject([{ key: 'app.txt', health: 'missing' }]);
  });

  test('knows of a link of others as soon as a screen has shown it, and until then since when it knows', async () => {
    const { stack, bucket } = suite;
    await settled();
    const look = async () => {
      const body = { action: 'delete-object' as const, ...suite.scope('v2/app.txt') };
      return (await expectOk(stack.bffUrl, 'preflight', { body })).findings;
    };
    stack.admin.putSymlink({ bucket, key: 'outside', target: 'v2/app.txt' });
    expect(await look()).toContainEqual({
      level: 'note',
      code: 'backlinks-none',
      scannedAt: expect.any(String),
    });
    await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { connection: 'default', bucket, links: [{ key: 'outside' }] },
    });
    expect(await look()).toContainEqual(
      expect.objectContaining({ code: 'breaks-links', count: 1, first: ['outside'] }),
    );
    const { total } = await expectOk(stack.bffUrl, 'listBacklinks', { query: suite.scope('v2/app.txt') });
    expect(total).toBe(1);
  });

  test('takes no word of a browser for where a link leads', async () => {
    await settled();
    const links = [{ key: 'made-up', etag: 'x', target: 'v2/app.txt' }];
    await expectOk(suite.stack.bffUrl, 'resolveLinks', {
      body: { connection: 'default', bucket: suite.bucket, links },
    });
    const { total } = await expectOk(suite.stack.bffUrl, 'listBacklinks', {
      query: suite.scope('v2/app.txt'),
    });
    expect(total).toBe(0);
  });

  test('says plainly that nobody knows who points there while the bucket is not read', async () => {
    const look = await expectOk(suite.stack.bffUrl, 'preflight', {
      body: { action: 'delete-object', ...suite.scope('v2/app.txt') },
    });
    expect(look.findings).toContainEqual({ level: 'advise', code: 'backlinks-unknown' });
  });

  test('cannot be undone where no version is kept', async () => {
    const { token } = await suite.view('v2/app.txt');
    const { change, view: now } = await expectOk(suite.stack.bffUrl, 'deleteObject', {
      body: { ...suite.scope('v2/app.txt'), proof: proofOf('v2/app.txt') },
      ifMatch: token,
    });
    expect(change.undo).toEqual({ possible: false, why: 'object-lost' });
    const problem = await expectProblem(suite.stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: change.id },
      ifMatch: now!.token,
    });
    expect(problem).toMatchObject({ code: 'undo-impossible', params: { why: 'object-lost' } });
  });

  test('is undone by removing the marker where versions are kept', async () => {
    suite.stack.admin.setVersioning(suite.bucket, 'Enabled');
    const before = suite.stack.admin.putObject({ bucket: suite.bucket, key: 'v3/app.txt', body: 'three' });
    const { token } = await suite.view('v3/app.txt');
    const { change, view: now } = await expectOk(suite.stack.bffUrl, 'deleteObject', {
      body: { ...suite.scope('v3/app.txt'), proof: proofOf('v3/app.txt') },
      ifMatch: token,
    });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'v3/app.txt' })).toBeUndefined();
    expect(change.undo).toEqual({ possible: true });
    await expectOk(suite.stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: change.id },
      ifMatch: now!.token,
    });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'v3/app.txt' })?.etag).toBe(before.etag);
  });
});
