import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { ended, startProcess, stopStarted } from './killed-server.ts';
import { costPerPage, openIdle, roundTripLarge, serverWithKeys } from './load.ts';
import { elementText, elementTexts, send } from './signed-request.ts';

afterEach(stopStarted);

test('a page of a million keys costs what a page of ten thousand costs, with and without delimiter', async () => {
  const queries = ['list-type=2&max-keys=1000', 'list-type=2&max-keys=100&delimiter=/'];
  const costs: number[][] = [];
  for (const count of [10_000, 1_000_000]) {
    const server = await serverWithKeys(count);
    for (const query of queries) await costPerPage(server, query);
    costs.push([await costPerPage(server, queries[0]!), await costPerPage(server, queries[1]!)]);
    await server.stop();
  }
  const [few, many] = costs;
  for (const [index, cost] of many!.entries()) expect(cost).toBeLessThan(few![index]! * 4 + 5);
}, 600_000);

test('a walk over a million keys shows each once', async () => {
  const server = await serverWithKeys(1_000_000);
  let seen = 0;
  let last = '';
  let token: string | undefined;
  do {
    const more = token === undefined ? '' : `&continuation-token=${token}`;
    const { text } = await send(server.port, { bucket: 'many', query: `list-type=2&max-keys=1000${more}` });
    const keys = elementTexts(text, 'Key');
    expect(keys[0]! > last).toBe(true);
    seen += keys.length;
    last = keys.at(-1)!;
    token = elementText(text, 'NextContinuationToken');
  } while (token !== undefined);
  expect(seen).toBe(1_000_000);
  await server.stop();
}, 600_000);

test('an object of 1 GiB goes up and down in constant memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-large-'));
  const { child, port } = await startProcess(folder);
  await send(port, { method: 'PUT', bucket: 'large' });
  const { sent, received, peak } = await roundTripLarge(port, child.pid!, 1024);
  expect(received).toBe(sent);
  expect(peak).toBeLessThan(300);
  child.kill();
  await ended(child);
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

test('half a head is given up after a while, and three thousand idle connections stop nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-idle-'));
  const { child, port } = await startProcess(folder);
  const idle = await openIdle(port, 3000, '');
  const [slow] = await openIdle(port, 1, 'GET / HTTP/1.1\r\nX-Slow: ');
  expect((await send(port, { query: '' })).status).toBe(200);
  slow!.resume();
  await once(slow!, 'close');
  expect((await send(port, { query: '' })).status).toBe(200);
  for (const socket of idle) socket.destroy();
  child.kill();
  await ended(child);
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
