import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const secret = 'events-secret-0123456789abcdef-0123456789';
const connection = 'default';
let stack: Stack;
let bucket: string;
let counter = 0;
let time = 0;
beforeAll(async () => {
  stack = await startStack({ eventsSecret: secret });
});
afterAll(() => stack.stop());
beforeEach(async () => {
  bucket = `told-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'v1', body: '1' });
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'v1' });
  await scanBucket(stack.bffUrl, bucket);
});

const bearer = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
const send = (body: unknown, headers: Record<string, string> = bearer, at = stack) =>
  sendRaw(`${at.bffUrl}/api/v1/events`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const event = (key: string, eventName = 'ObjectCreated:PutSymlink', of = bucket) => ({
  eventName,
  oss: { bucket: { name: of }, object: { key } },
});
const outside = async (key: string) =>
  (await expectOk(stack.bffUrl, 'listOutsideChanges', { query: { connection, bucket, key } })).items;
const count = () => stack.faults.add({ match: { bucket }, effect: { kind: 'hook', run: () => {} } });

test('a key that is told to have changed is looked at: the index follows, and the change is told', async () => {
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'v2' });
  // The content is not believed: it says that the link was deleted.
  expect(await send({ events: [event('latest', 'ObjectRemoved:DeleteObject')] })).toMatchObject({
    status: 202,
    text: '',
  });
  await vi.waitFor(async () =>
    expect(await outside('latest')).toMatchObject([{ before: { target: 'v1' }, after: { target: 'v2' } }]),
  );
  const { items } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
  expect(items).toMatchObject([{ key: 'latest', target: 'v2' }]);
});

test('a message of EventBridge makes it look at a link that is new, and at one that has gone', async () => {
  stack.admin.putSymlink({ bucket, key: 'new 中', target: 'v1' });
  stack.admin.deleteObject({ bucket, key: 'latest' });
  const toCloudEvent = ({ eventName, oss }: ReturnType<typeof event>) => ({
    type: `oss:${eventName}`,
    data: { oss },
  });
  const body = [event('new 中'), event('latest', 'ObjectRemoved:DeleteObject')].map(toCloudEvent);
  const type = { 'content-type': 'application/cloudevents-batch+json' };
  expect((await send(body, { ...bearer, ...type })).status).toBe(202);
  await vi.waitFor(async () => {
    expect(await outside('new 中')).toMatchObject([{ before: { kind: 'absent' }, after: { target: 'v1' } }]);
    expect(await outside('latest')).toMatchObject([{ after: { kind: 'absent' } }]);
  });
});

test('what is told many times at once is looked at a few times', async () => {
  const calls = count();
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'v2' });
  await send({ events: Array.from({ length: 200 }, () => event('latest')) });
  await vi.waitFor(async () => expect(await outside('latest')).toHaveLength(1));
  expect(calls.hits).toBeLessThan(10);
});

test('whoever does not know the secret learns nothing, and reaches nothing', async () => {
  const calls = count();
  const body = { events: [event('latest')] };
  for (const authorization of [
    '',
    'Bearer',
    `Bearer ${secret}x`,
    `Basic ${secret}`,
    `bearer ${secret}`,
    secret,
  ]) {
    const answer = await send(body, { ...bearer, authorization });
    expect(answer).toMatchObject({ status: 401, text: '' });
  }
  expect((await send(body, { 'content-type': 'application/json', 'x-signpost-csrf': '1' })).status).toBe(401);
  // Before its body is read, whatever that is.
  expect((await send('x'.repeat(300_000), { 'content-type': 'text/html' })).status).toBe(401);
  const get = await sendRaw(`${stack.bffUrl}/api/v1/events`, { headers: bearer });
  expect(get.status).toBe(404);
  expect(calls.hits).toBe(0);
});

test('the secret opens nothing else, and not under another name', async () => {
  const scan = { method: 'POST', headers: bearer, body: JSON.stringify({ connection, bucket }) };
  expect(await sendRaw(`${stack.bffUrl}/api/v1/index/scan`, scan)).toMatchObject({ status: 403 });
  expect((await send({}, { ...bearer, host: 'evil.example' })).status).toBe(421);
});

test('what is unknown is dropped, and what cannot be read is refused', async () => {
  const calls = stack.faults.add({ match: {}, effect: { kind: 'hook', run: () => {} } });
  for (const body of [
    {},
    { events: [event('latest', 'ObjectCreated:PutSymlink', 'never-scanned'), event('a', 'x', '../b')] },
    { events: [event('k'.repeat(2000))] },
    [1, null],
  ])
    expect((await send(body)).status).toBe(202);
  expect((await send('{')).status).toBe(400);
  expect((await send('{}', { ...bearer, 'content-type': 'text/plain' })).status).toBe(415);
  expect((await send({ pad: 'x'.repeat(256 * 1024) })).status).toBe(413);
  expect(calls.hits).toBe(0);
});

test('a sender that goes on too fast is told to wait', async () => {
  const strict = await startStack({
    oss: stack.oss,
    eventsSecret: secret,
    clock: () => new Date(1_796_000_000_000 + time),
  });
  try {
    const answers = await Promise.all(Array.from({ length: 60 }, () => send({}, bearer, strict)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(50);
    expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
    time = 1000;
    expect((await send({}, bearer, strict)).status).toBe(202);
  } finally {
    await strict.stopBff();
  }
});

test('without a secret there is no such address, and the log never holds one', async () => {
  const plain = await startStack({ oss: stack.oss });
  try {
    expect((await send({}, { ...bearer, 'x-signpost-csrf': '1' }, plain)).status).toBe(404);
  } finally {
    await plain.stopBff();
  }
  expect(stack.log.join('')).not.toContain(secret);
});
