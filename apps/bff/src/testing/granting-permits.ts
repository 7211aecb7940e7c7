import type { IncomingMessage } from 'node:http';
import { compileGrants, type Grant } from '../auth/compile-grants.ts';
import type { PermitSource } from '../auth/permit-source.ts';
import { localActor, toPermit } from '../auth/permit.ts';

const header = 'x-test-grants';

/** Grants that a request of a test brings along: one console serves every case. */
export function grantingPermits(): PermitSource {
  return {
    ofRequest: async ({ headers }: IncomingMessage) =>
      toPermit(localActor, compileGrants(JSON.parse(String(headers[header] ?? '[]')) as Grant[])),
    ofActor: async (actor) => toPermit(actor, compileGrants([])),
  };
}

export function withGrants(...grants: readonly Grant[]): { headers: Record<string, string> } {
  return { headers: { [header]: JSON.stringify(grants) } };
}
