import { compileGrants, type GrantRule } from '@signpost/api-contract';
import type { IncomingMessage } from 'node:http';
import type { PermitSource } from '../auth/permit-source.ts';
import { localActor, toPermit } from '../auth/permit.ts';

const header = 'x-test-grants';

/** Grants that a request of a test brings along: one console serves every case. */
export function grantingPermits(): PermitSource {
  return {
    ofRequest: async ({ headers }: IncomingMessage) =>
      toPermit(localActor, compileGrants(JSON.parse(String(headers[header] ?? '[]')) as GrantRule[])),
    ofActor: async (actor) => toPermit(actor, compileGrants([])),
  };
}

export function withGrants(...grants: readonly GrantRule[]): { headers: Record<string, string> } {
  return { headers: { [header]: JSON.stringify(grants) } };
}
