import * as z from 'zod/mini';
import { ProblemError } from '../../problems/problem-error.ts';
import { parseJson } from '../../oss/parse-json.ts';
import type { TemporaryKeys } from './renewed-keys.ts';

const tokenSeconds = 21_600;
const folder = '/latest/meta-data/ram/security-credentials/';

const answerSchema = z.object({
  Code: z.literal('Success'),
  AccessKeyId: z.string(),
  AccessKeySecret: z.string(),
  SecurityToken: z.string(),
  Expiration: z.string(),
});

interface MachineRole {
  /** Origin of the metadata server. */
  metadata: string;
  /** Asked for when absent. */
  roleName: string | undefined;
  signal: AbortSignal;
}

/**
 * The keys of the role of the machine that the console runs on, from its metadata server in the mode that asks for a
 * token first. @throws ProblemError `oss-keys-unavailable`
 */
export async function askMachineRole({ metadata, roleName, signal }: MachineRole): Promise<TemporaryKeys> {
  const token = await ask(`${metadata}/latest/api/token`, {
    method: 'PUT',
    headers: { 'x-aliyun-ecs-metadata-token-ttl-seconds': String(tokenSeconds) },
    signal,
  });
  const headers = { 'x-aliyun-ecs-metadata-token': token };
  const role = roleName ?? (await ask(`${metadata}${folder}`, { headers, signal }));
  const text = await ask(`${metadata}${folder}${encodeURIComponent(role)}`, { headers, signal });
  const issued = answerSchema.safeParse(parseJson(text));
  if (!issued.success) throw unavailable('The metadata server of this machine gave no keys.');
  return {
    accessKeyId: issued.data.AccessKeyId,
    accessKeySecret: issued.data.AccessKeySecret,
    securityToken: issued.data.SecurityToken,
    endsAt: Date.parse(issued.data.Expiration),
  };
}

async function ask(url: string, init: RequestInit): Promise<string> {
  const answer = await fetch(url, { ...init, redirect: 'error' });
  if (answer.status === 404) throw unavailable('This machine has no such role.');
  if (!answer.ok) throw unavailable(`The metadata server of this machine answered HTTP ${answer.status}.`);
  return (await answer.text()).slice(0, 64 * 1024).trim();
}

function unavailable(detail: string): ProblemError {
  return new ProblemError('oss-keys-unavailable', { detail });
}
