import { climbs, type BodyOf } from '@signpost/api-contract';
import { findStoredKeyProblem } from '@signpost/oss-protocol/rules';
import { invalidRequest } from '../problems/invalid-request.ts';
import type { Services } from './services.ts';

type GrantPart = BodyOf<'addToken'>['grants'][number];

/** Refuses a grant that could never hold, or would hold otherwise than it reads. @throws ProblemError `invalid-request` */
export function checkGrant(
  { role, rights, connection, prefix }: GrantPart,
  { services, pointer }: { services: Pick<Services, 'connections'>; pointer: string },
): void {
  if ((role === undefined) === (rights === undefined))
    throw invalidRequest(`${pointer}/role`, 'role-or-rights');
  if (connection !== '*') services.connections.get(connection);
  if (prefix === '') return;
  const problem = findStoredKeyProblem(prefix);
  if (problem !== undefined) throw invalidRequest(`${pointer}/prefix`, problem);
  if (climbs(prefix)) throw invalidRequest(`${pointer}/prefix`, 'wrong-form', { form: 'team-a/' });
}
