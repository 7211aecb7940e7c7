import type { ObjectAcl, StorageClass } from '@signpost/oss-server';
import type { Stack } from '../fixtures/stack.ts';
import { releases, type SceneStage } from './scene.ts';

const scope = { connection: 'default', bucket: releases };

const nightly = 'cli/nightly.txt';

/** Lets the demo have writes of today, once: a link repointed and another created, both taken back. */
export async function ensureHistory(stack: Stack): Promise<void> {
  const { items } = await ask<{ items: { key: string }[] }>(
    stack,
    'GET',
    `/changes?${new URLSearchParams(scope)}`,
  );
  if (items.some(({ key }) => key === nightly)) return;
  await undo(stack, await repoint(stack, 'cli/stable/manual.pdf', 'cli/2.14.0/manual.pdf'));
  await undo(stack, await create(stack, nightly, 'cli/2.15.0-rc.1/VERSION'));
}

/** Repoints a link through the API and answers the id of the change. */
export async function repoint(stack: Stack, key: string, target: string): Promise<string> {
  const { change } = await ask<Written>(stack, 'PATCH', '/links', {
    body: { ...scope, key, target, reason: 'TICKET-4711' },
    ifMatch: await tokenOf(stack, key),
  });
  return change.id;
}

async function create(stack: Stack, key: string, target: string): Promise<string> {
  const { change } = await ask<Written>(stack, 'POST', '/links', { body: { ...scope, key, target } });
  return change.id;
}

/** What OSS calls the request by which a change was written. */
export async function requestIdOf(stack: Stack, change: string): Promise<string> {
  const search = new URLSearchParams({ connection: scope.connection, id: change });
  const { ossRequestId } = await ask<{ ossRequestId?: string }>(stack, 'GET', `/change?${search}`);
  if (ossRequestId === undefined) throw new Error(`The change ${change} has no request id`);
  return ossRequestId;
}

async function undo(stack: Stack, change: string): Promise<void> {
  const { key } = await ask<{ key: string }>(
    stack,
    'GET',
    `/change?${new URLSearchParams({ connection: scope.connection, id: change })}`,
  );
  const body = { connection: scope.connection, change };
  await ask(stack, 'POST', '/changes/undo', { body, ifMatch: await tokenOf(stack, key) });
}

async function tokenOf(stack: Stack, key: string): Promise<string> {
  return (await ask<{ token: string }>(stack, 'GET', `/object?${new URLSearchParams({ ...scope, key })}`))
    .token;
}

interface Written {
  change: { id: string };
}

interface Question {
  body: object;
  ifMatch?: string;
}

async function ask<T>(
  stack: Stack,
  method: string,
  path: string,
  { body, ifMatch }: Partial<Question> = {},
): Promise<T> {
  const response = await fetch(`${stack.bffUrl}/api/v1${path}`, {
    method,
    headers: {
      'x-signpost-csrf': '1',
      'content-type': 'application/json',
      ...(body === undefined
        ? {}
        : ifMatch === undefined
          ? { 'if-none-match': '*' }
          : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Remembers a link of the demo, to put it back exactly once the scene is over. */
export function keep({ stack, afterwards }: SceneStage, key: string): void {
  const found = stack.admin.find({ bucket: releases, key });
  if (found?.target === undefined) throw new Error(`${key} is no link: a scene may not write over it`);
  const { target, lastModified, acl, tagging, metadata, storageClass, headers } = found;
  afterwards(() => {
    stack.admin.putSymlink({
      bucket: releases,
      key,
      target,
      lastModified,
      acl: acl as ObjectAcl,
      storageClass: storageClass as StorageClass,
      tagging,
      metadata,
      ...(headers['content-type'] === undefined ? {} : { contentType: headers['content-type'] }),
      ...(headers['content-encoding'] === undefined ? {} : { contentEncoding: headers['content-encoding'] }),
      ...(headers['cache-control'] === undefined ? {} : { cacheControl: headers['cache-control'] }),
    });
  });
}
