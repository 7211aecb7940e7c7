import { callApi, expectOk, readForWrite } from './api.ts';
import type { Stack } from './stack.ts';

const connection = 'default';

/** A write that somebody asks the console for. */
export interface LinkWrite {
  key: string;
  verb: 'put' | 'delete' | 'undo';
  target: string;
}

/** Carries out one write, whatever it does to the link; what the console refuses is no write. */
export async function writeLink(
  { bffUrl }: Stack,
  bucket: string,
  { key, verb, target }: LinkWrite,
): Promise<void> {
  const place = { connection, bucket, key };
  const { state, token } = await readForWrite(bffUrl, place);
  const accept = [
    'moves-link',
    'target-missing',
    'target-folder',
    'target-chained',
    'target-loops',
    'breaks-links',
  ];
  const unread = ['headers', 'metadata', 'acl', 'tags', 'storageClass'].map((part) => `part-unread:${part}`);
  const body = { ...place, accept: [...accept, ...unread] };
  if (verb === 'undo') {
    const { items } = await expectOk(bffUrl, 'listChanges', { query: { ...place, limit: '1' } });
    const change = items[0]?.id ?? 'none';
    const undone = { connection, change, accept: body.accept };
    await callApi(bffUrl, 'undoChange', { body: undone, ifMatch: token });
  } else if (verb === 'delete') await callApi(bffUrl, 'deleteLink', { body, ifMatch: token });
  else if (state.kind === 'absent')
    await callApi(bffUrl, 'createLink', { body: { ...body, target }, ifNoneMatch: '*' });
  else await callApi(bffUrl, 'repointLink', { body: { ...body, target }, ifMatch: token });
}
