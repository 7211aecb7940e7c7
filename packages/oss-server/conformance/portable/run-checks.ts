import { PORTABLE_CHECKS, PREFIX } from './checks.ts';
import type { PortableCheck } from './checks.ts';
import { ask } from './remote.ts';
import type { Remote, RemoteRequest } from './remote.ts';

export interface CheckResult {
  check: PortableCheck;
  /** Undefined when it holds. */
  wrong: string | undefined;
}

/** Runs all checks against a service, one after the other, and removes what they made. */
export async function runChecks(remote: Remote): Promise<CheckResult[]> {
  const send = Object.assign((request: RemoteRequest) => ask(remote, request), { bucket: remote.bucket });
  const results: CheckResult[] = [];
  try {
    for (const check of PORTABLE_CHECKS) {
      const wrong = await check.run(send).catch((error: Error) => error.message);
      results.push({ check, wrong });
    }
  } finally {
    await removeAll(remote);
  }
  return results;
}

async function removeAll(remote: Remote): Promise<void> {
  const { text } = await ask(remote, { query: { 'list-type': '2', prefix: PREFIX, 'max-keys': '1000' } });
  for (const [, key] of text.matchAll(/<Key>([^<]*)/g)) await ask(remote, { method: 'DELETE', key: key! });
}
