import { forWriting } from '../oss/connections.ts';
import type { OperationContext } from '../api/operation.ts';
import type { Viewer } from '../keys/view-key.ts';
import type { Writer } from './write-link.ts';

/** Who looks, over which connection. */
export function toViewer({ services, permit }: OperationContext, connection: string): Viewer {
  return {
    connection: services.connections.get(connection),
    journal: services.journal,
    permit,
    now: services.now,
  };
}

/** Who writes, over which connection. */
export function toWriter(context: OperationContext, connection: string): Writer {
  const viewer = toViewer(context, connection);
  return { ...viewer, connection: forWriting(viewer.connection), services: context.services };
}
