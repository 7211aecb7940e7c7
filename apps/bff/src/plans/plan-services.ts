import type { Actor } from '../auth/permit.ts';
import type { PermitSource } from '../auth/permit-source.ts';
import type { Writer } from '../writes/writer.ts';
import type { WriteServices } from '../writes/write-services.ts';
import type { PlanStore } from './plan-store.ts';

/** What drafting and applying plans works with. */
export interface PlanServices extends WriteServices {
  planStore: PlanStore;
  /** Tells what the author of a plan may do, each time anew. */
  permits: PermitSource;
}

/** Works for the person behind a plan, on the part of the call budget that people leave. */
export async function toPlanWriter(
  services: PlanServices,
  { connection: id, actor }: { connection: string; actor: Actor },
): Promise<Writer> {
  const connection = services.connections.withId(id);
  return {
    connection: { ...connection, client: connection.background },
    changeLog: services.changeLog,
    permit: await services.permits.ofActor(actor),
    now: services.now,
    services,
  };
}
