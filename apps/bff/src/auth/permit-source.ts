import type { IncomingMessage } from 'node:http';
import type { Right } from '@signpost/api-contract';
import { authorise, localActor, type Actor, type Decider, type Permit } from './permit.ts';

/** Tells who asks and what he may do, each time anew: a grant that ends, ends with the next question. */
export interface PermitSource {
  /**
   * Whoever sends a request. @param right that its route asks for: `public` needs nobody
   * @throws ProblemError `sign-in-required`
   */
  ofRequest(request: IncomingMessage, right: Right): Promise<Permit>;
  /** Somebody who began work that goes on without a request. Nothing is allowed to those who are gone. */
  ofActor(actor: Actor): Promise<Permit>;
}

/** A console that anybody may use on its machine until somebody sets it up, and then whoever signs in. */
export function permitsOnceSetUp(
  areInForce: () => Promise<boolean>,
  { before, after }: { before: PermitSource; after: PermitSource },
): PermitSource {
  const current = async (): Promise<PermitSource> => ((await areInForce()) ? after : before);
  return {
    // A probe of health costs no look into the database.
    ofRequest: async (request, right) =>
      (right === 'public' ? after : await current()).ofRequest(request, right),
    ofActor: async (actor) => (await current()).ofActor(actor),
  };
}

/** A console without accounts: whoever reaches it is the person at this machine. */
export function ownerPermits(decide: Decider): PermitSource {
  return {
    ofRequest: async () => authorise(localActor, decide),
    ofActor: async (actor) => authorise(actor, decide),
  };
}
