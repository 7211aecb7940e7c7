import { forWriting } from '../oss/connections.ts';
import type { OperationContext } from '../api/operation.ts';
import type { ReadContext } from '../keys/view-key.ts';
import type { Writer } from './writer.ts';

/** Who reads, over which connection. */
export function toReadContext({ services, permit }: OperationContext, connection: string): ReadContext {
  return {
    connection: services.connections.get(connection),
    changeLog: services.changeLog,
    permit,
    now: services.now,
  };
}

/** Who writes, over which connection. */
export function toWriter(context: OperationContext, connection: string): Writer {
  const readContext = toReadContext(context, connection);
  return { ...readContext, connection: forWriting(readContext.connection), services: context.services };
}
