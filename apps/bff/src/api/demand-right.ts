import type { Operation, Scope } from '@signpost/api-contract';
import type { Permit } from '../auth/permit.ts';

/** Asks for the right of an operation, in the whole of what the request names or somewhere in it. @throws ProblemError `right-missing` */
export function demandRight(permit: Permit, { right, partly }: Operation, scope: Scope): void {
  if (partly === true && permit.maySome(right, scope)) return;
  permit.demand(right, scope);
}
