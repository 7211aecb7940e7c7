import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { ProblemError } from '../../problems/problem-error.ts';
import { parseJson } from '../../oss/parse-json.ts';
import type { TemporaryKeys } from './renewed-keys.ts';

const version = '2015-04-01';
const durationSeconds = 3600;

const answerSchema = z.object({
  Credentials: z.object({
    AccessKeyId: z.string(),
    AccessKeySecret: z.string(),
    SecurityToken: z.string(),
    Expiration: z.string(),
  }),
});
const refusalSchema = z.object({ Code: z.string(), Message: z.optional(z.string()) });

interface StsRequest {
  endpoint: string;
  parameters: Record<string, string>;
  /** Signs the request; absent where a token in it proves who asks. */
  key?: { accessKeyId: string; accessKeySecret: string };
  now: Date;
  signal: AbortSignal;
}

/** Asks the Security Token Service. @throws ProblemError `oss-keys-unavailable` with the code it refused with */
export async function askSts({ endpoint, parameters, key, now, signal }: StsRequest): Promise<TemporaryKeys> {
  const common = {
    Format: 'JSON',
    Version: version,
    Timestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    SignatureNonce: randomUUID(),
    DurationSeconds: String(durationSeconds),
    ...parameters,
  };
  const signed = key === undefined ? common : signRpc(common, { ...key, method: 'POST' });
  const answer = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams(signed),
    redirect: 'error',
    signal,
  });
  const text = (await answer.text()).slice(0, 64 * 1024);
  const body = parseJson(text);
  const issued = answerSchema.safeParse(body);
  if (answer.ok && issued.success) return toKeys(issued.data.Credentials);
  const refusal = refusalSchema.safeParse(body);
  const said = refusal.success ? refusal.data.Code : `HTTP ${answer.status}`;
  throw new ProblemError('oss-keys-unavailable', {
    detail: `${parameters['Action'] ?? 'STS'} was refused: ${said}.`,
    params: { code: said },
  });
}

function toKeys(issued: z.infer<typeof answerSchema>['Credentials']): TemporaryKeys {
  return {
    accessKeyId: issued.AccessKeyId,
    accessKeySecret: issued.AccessKeySecret,
    securityToken: issued.SecurityToken,
    endsAt: Date.parse(issued.Expiration),
  };
}

/**
 * The signature 1.0 of Alibaba Cloud's RPC interfaces: HMAC-SHA1 over the method and the sorted, escaped parameters.
 * @returns the parameters with it
 */
export function signRpc(
  parameters: Readonly<Record<string, string>>,
  {
    accessKeyId,
    accessKeySecret,
    method,
  }: { accessKeyId: string; accessKeySecret: string; method: 'GET' | 'POST' },
): Record<string, string> {
  const all: Record<string, string> = {
    ...parameters,
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
  };
  const query = Object.keys(all)
    .toSorted()
    .map((name) => `${escape(name)}=${escape(all[name] ?? '')}`)
    .join('&');
  const signature = createHmac('sha1', `${accessKeySecret}&`)
    .update(`${method}&${escape('/')}&${escape(query)}`)
    .digest('base64');
  return { ...all, Signature: signature };
}

/** As RFC 3986 says, which leaves fewer characters than `encodeURIComponent`. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
