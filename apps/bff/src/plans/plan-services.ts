import { authorise, type Actor, type Decider } from '../auth/permit.ts';
import type { Writer } from '../writes/writer.ts';
import type { WriteServices } from '../writes/write-services.ts';
import type { PlanStore } from './plan-store.ts';

/** What drafting and applying plans works with. */
export interface PlanServices extends WriteServices {
  planStore: PlanStore;
  /** Decides what the author of a plan may do, each time anew. */
  decide: Decider;
}

/** Works for the person behind a plan, on the part of the call budget that people leave. */
export function toPlanWriter(
  services: PlanServices,
  { connection: id, actor }: { connection: string; actor: Actor },
): Writer {
  const connection = services.connections.withId(id);
  return {
    connection: { ...connection, client: connection.background },
    changeLog: services.changeLog,
    permit: authorise(actor, services.decide),
    now: services.now,
    services,
  };
}
