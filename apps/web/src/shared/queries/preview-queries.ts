import { queryOptions } from '@tanstack/react-query';
import { toOperationUrl } from '../api/call.ts';
import { toToldError } from '../api/problem-texts.ts';
import { queryScope } from '../api/query-scope.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import { staleAfterWrite } from './write-effect.ts';

/** What a preview turned out to be, by the bytes. Images are shown by their address: no byte of them passes through here. */
export type PreviewContent =
  | { kind: 'image'; type: string }
  | { kind: 'text'; text: string; whole: boolean; unpacked: boolean; charset?: string };

export type Preview = PreviewContent | { kind: 'other'; why: PreviewRefusal };

/** Why there is nothing to be shown, which is an answer and no failure. */
const refusals = ['binary', 'unknown-encoding', 'too-large'] as const;
type PreviewRefusal = (typeof refusals)[number];

export const previewQueries = {
  /** The beginning of an object, or of what a link reaches. `etag` makes another content another question. */
  preview: ({ connection, bucket, key }: KeyRef, etag: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'preview', key, etag],
      queryFn: async ({ signal }): Promise<Preview> => {
        const response = await fetch(toOperationUrl('previewObject', { connection, bucket, key }), {
          signal,
          credentials: 'same-origin',
        });
        return response.ok ? readPreview(response) : readRefusal(response);
      },
      staleTime: 300_000,
      retry: false,
      meta: staleAfterWrite({ connection, bucket }, (written) => written === key),
    }),
};

async function readPreview(response: Response): Promise<Preview> {
  const { headers } = response;
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('image/')) {
    await response.body?.cancel();
    return { kind: 'image', type };
  }
  return {
    kind: 'text',
    text: await response.text(),
    whole: headers.get('x-signpost-preview') === 'whole',
    unpacked: headers.has('x-signpost-unpacked'),
    charset: headers.get('x-signpost-charset') ?? 'utf-8',
  };
}

async function readRefusal(response: Response): Promise<Preview> {
  const error = await toToldError(response.status, await response.json().catch(() => undefined));
  if (error.code !== 'preview-unsupported') throw error;
  const why = refusals.find((reason) => reason === error.problem?.params?.['reason']);
  return { kind: 'other', why: why ?? 'binary' };
}
