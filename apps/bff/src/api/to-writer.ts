import { forWriting } from '../oss/connections.ts';
import type { OperationContext } from './operation.ts';
import type { PrepareContext } from '../writes/prepare-write.ts';
import type { Writer } from '../writes/writer.ts';

/** Who reads, over which connection. */
export function toReadContext({ services, permit }: OperationContext, connection: string): PrepareContext {
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
  return {
    ...readContext,
    connection: forWriting(readContext.connection),
    services: context.services,
    request: context.origin,
  };
}
