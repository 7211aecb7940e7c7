import type { Right } from '@signpost/api-contract';
import { ProblemError } from '../problems/problem-error.ts';

/** Who asks: a person, a token of the API, or Signpost itself. */
export interface Actor {
  kind: 'person' | 'token' | 'system';
  id: string;
  name: string;
}

/** Until there are accounts it is always the person at this machine. */
export const localActor: Actor = { kind: 'person', id: 'local', name: 'local' };

/** What a right is asked for. Absent members mean the whole of it. */
export interface Scope {
  connection?: string | undefined;
  bucket?: string | undefined;
  key?: string | undefined;
}

/** Decides one question. */
export type Decider = (actor: Actor, right: Right, scope: Scope) => boolean;

/** The decider until accounts exist: anybody on loopback is the owner of the machine. */
export const allowAll: Decider = () => true;

/** One actor's view of the decider. */
export interface Permit {
  actor: Actor;
  may(right: Right, scope: Scope): boolean;
  /** Throws `right-missing`. */
  demand(right: Right, scope: Scope): void;
}

export function authorise(actor: Actor, decide: Decider): Permit {
  const may = (right: Right, scope: Scope): boolean => decide(actor, right, scope);
  return {
    actor,
    may,
    demand(right, scope) {
      if (!may(right, scope)) throw new ProblemError('right-missing', { params: { right } });
    },
  };
}
