import { isAddressOrLocalhost, OssRuleError } from '@signpost/oss-protocol/rules';
import { csrfHeader, operations, type RequestFormats } from '@signpost/api-contract';
import {
  acceptName,
  listOssutilOmissions,
  toCurl,
  toOssutilDelete,
  toOssutilPut,
  type Finding,
  type KeyState,
  type OssutilPlace,
} from '@signpost/link-model/write';
import type { OssClient, SignedRequest } from '@signpost/oss-client';
import { previewWrite, type ReadyWrite } from './send-write.ts';
import { tokenOf } from '../keys/view-key.ts';
import type { SingleWrite } from './write-request.ts';

interface SpellingCase {
  client: OssClient;
  write: ReadyWrite;
  request: SingleWrite;
  connection: string;
  origin: string;
  findings: readonly Finding[];
}

/** The three ways to say a write: the request to OSS, the request to this API, the vendor's tool. */
export async function formatRequest(spelled: SpellingCase): Promise<RequestFormats> {
  const { client, write } = spelled;
  return {
    http: await formatHttp(client, write),
    api: formatApiCall(spelled),
    ...formatOssutil(client, write),
  };
}

/** The request to OSS; empty for a key or target that no request can carry: the findings say which. */
export async function formatHttp(client: OssClient, write: ReadyWrite): Promise<string> {
  try {
    return toHttpText(await previewWrite(client, write));
  } catch (error) {
    if (error instanceof OssRuleError && (error.field === 'key' || error.field === 'target')) return '';
    throw error;
  }
}

export function toHttpText({ method, url, headers }: SignedRequest): string {
  const { pathname, search } = new URL(url);
  return [
    `${method} ${pathname}${search} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}

/** Where the vendor's tool finds a key. */
export function toOssutilPlace(client: OssClient, at: { bucket: string; key: string }): OssutilPlace {
  const { endpoint, region } = client.placeOf(at.bucket);
  return { ...at, endpoint, region, pathStyle: isAddressOrLocalhost(new URL(endpoint).hostname) };
}

/** The same with the vendor's tool, and what that cannot send. */
export function formatOssutil(
  client: OssClient,
  { bucket, key, after, now, removesVersion }: ReadyWrite,
): Pick<RequestFormats, 'ossutil' | 'ossutilOmits'> {
  const place = toOssutilPlace(client, { bucket, key });
  if (after === null) return { ossutil: toOssutilDelete(place, removesVersion), ossutilOmits: [] };
  return {
    ossutil: toOssutilPut(place, { ...after, forbidOverwrite: now.kind === 'absent' }),
    ossutilOmits: listOssutilOmissions(after),
  };
}

const operationOf = {
  create: 'createLink',
  repoint: 'repointLink',
  delete: 'deleteLink',
  'delete-object': 'deleteObject',
  undo: 'undoChange',
} as const;

interface ApiCall {
  name: (typeof operationOf)[keyof typeof operationOf] | 'restoreObject';
  origin: string;
  /** What the write is conditional on; `nothing` for a key that is to be free, an ETag where the object alone counts. */
  seen: KeyState | 'nothing' | { etag: string };
  body: object;
}

/** A write through this API, as a curl line. */
export function formatCall({ name, origin, seen, body }: ApiCall): string {
  const { method, path } = operations[name];
  return toCurl({
    method,
    url: `${origin}${path}`,
    headers: {
      'content-type': 'application/json',
      [csrfHeader.name]: csrfHeader.value,
      ...(seen === 'nothing'
        ? { 'if-none-match': '*' }
        : { 'if-match': `"${'etag' in seen ? seen.etag : tokenOf(seen)}"` }),
    },
    body,
  });
}

function formatApiCall({ request, write, connection, origin, findings }: SpellingCase): string {
  const isNew = request.action === 'create' && write.now.kind === 'absent';
  const needs = findings.filter(({ level }) => level === 'choose').map(acceptName);
  const proof =
    write.now.kind === 'object' && findings.some(({ level }) => level === 'prove')
      ? { proof: { etag: write.now.facts.etag, size: write.now.facts.size } }
      : {};
  return formatCall({
    name: operationOf[request.action],
    origin,
    seen: isNew ? 'nothing' : write.now,
    body: { connection, ...toBody(request), ...(needs.length === 0 ? {} : { accept: needs }), ...proof },
  });
}

function toBody(request: SingleWrite): object {
  const { bucket, key } = request;
  switch (request.action) {
    case 'create': {
      const settings = Object.fromEntries(
        Object.entries(request.settings).filter(([, value]) => value !== undefined),
      );
      return {
        bucket,
        key,
        target: request.target,
        ...settings,
        ...(request.inheritHeaders ? {} : { inheritHeaders: false }),
      };
    }
    case 'repoint':
      return {
        bucket,
        key,
        target: request.target,
        ...(request.settings.headers === undefined ? {} : { headers: request.settings.headers }),
      };
    case 'delete':
    case 'delete-object':
      return { bucket, key };
    case 'undo':
      return { change: request.recorded.intent.id };
  }
}
