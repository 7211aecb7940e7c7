import { request } from 'undici';
import { signAhead, type PlainRequest } from './signed-requests.ts';

export interface ListSelection {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter?: string;
  readonly startAfter?: string;
}

/** ListObjectsV2 of 1,000 entries, to be signed. */
export function toListRequest({ bucket, prefix, delimiter, startAfter }: ListSelection): PlainRequest {
  return {
    method: 'GET',
    bucket,
    query: [
      ['list-type', '2'],
      ['prefix', prefix],
      ['max-keys', '1000'],
      ...(delimiter === undefined ? [] : [['delimiter', delimiter] as const]),
      ...(startAfter === undefined ? [] : [['start-after', startAfter] as const]),
    ],
  };
}

/** The bytes of one list page. */
export async function fetchListPage(origin: string, selection: ListSelection): Promise<Buffer> {
  const [{ method, path, headers }] = signAhead([toListRequest(selection)]) as [
    ReturnType<typeof signAhead>[0],
  ];
  const answer = await request(`${origin}${path}`, { method, headers });
  const body = Buffer.from(await answer.body.arrayBuffer());
  if (answer.statusCode !== 200)
    throw new Error(`The list was answered ${String(answer.statusCode)}: ${body.toString()}`);
  return body;
}
