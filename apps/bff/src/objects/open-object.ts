import { getObject, getSymlink, type GetObjectResult } from '@signpost/oss-client';
import type { OperationContext } from '../http/operation-handler.ts';

/** Which bytes are read, for whom. */
export interface ObjectQuestion {
  connection: string;
  bucket: string;
  key: string;
  range?: { first: number; last: number };
}

/**
 * Opens an object, through a link where the key is one. Reading through a link is reading its target, so the right is
 * asked for both.
 */
export async function openObject(
  question: ObjectQuestion,
  context: OperationContext,
): Promise<GetObjectResult> {
  const { bucket, key, range } = question;
  const { client } = context.services.connections.get(question.connection);
  const object = await getObject(client, {
    bucket,
    key,
    signal: context.signal,
    ...(range === undefined ? {} : { range }),
  });
  if (object.type !== 'Symlink') return object;
  // Nobody reads the body yet; its reader is told later what has become of it.
  object.body.on('error', () => {});
  try {
    const { target } = await getSymlink(client, { bucket, key, signal: context.signal });
    context.permit.demand('object.read', { connection: question.connection, bucket, key: target });
    return object;
  } catch (error) {
    object.body.destroy();
    throw error;
  }
}
