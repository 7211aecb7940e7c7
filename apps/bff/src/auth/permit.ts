import type { Right, Rights, Scope } from '@signpost/api-contract';
import { ProblemError } from '../problems/problem-error.ts';

/** Who asks: a person, a token of the API, or Signpost itself. */
export interface Actor {
  kind: 'person' | 'token' | 'system';
  id: string;
  name: string;
}

/** The person at this machine, where the console has no accounts. */
export const localActor: Actor = { kind: 'person', id: 'local', name: 'local' };

/** Decides one question of any actor, for tests and for a console without accounts. */
export type Decider = (actor: Actor, right: Right, scope: Scope) => boolean;

/** The decider of a console without accounts: anybody on loopback is the owner of the machine. */
export const allowAll: Decider = () => true;

/** One actor and what he may do. */
export interface Permit {
  actor: Actor;
  /** In the whole of the scope. */
  may(right: Right, scope: Scope): boolean;
  /** Somewhere in the scope: what is told or done there must be asked for again, key by key. */
  maySome(right: Right, scope: Scope): boolean;
  within: Rights['within'];
  heldOn: Rights['heldOn'];
  /** Throws `right-missing`. */
  demand(right: Right, scope: Scope): void;
}

export function toPermit(actor: Actor, rights: Rights): Permit {
  return {
    actor,
    may: rights.whole,
    maySome: rights.some,
    within: rights.within,
    heldOn: rights.heldOn,
    demand(right, scope) {
      if (!rights.whole(right, scope)) throw new ProblemError('right-missing', { params: { right } });
    },
  };
}

/** The permit of an actor of whom a function decides, which knows of no parts. */
export function authorise(actor: Actor, decide: Decider): Permit {
  const ask = (right: Right, scope: Scope): boolean => decide(actor, right, scope);
  return toPermit(actor, { whole: ask, some: ask, within: () => [], heldOn: () => undefined });
}
