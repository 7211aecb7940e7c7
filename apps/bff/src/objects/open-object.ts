import {
  getObject,
  getSymlink,
  headObject,
  type GetObjectInput,
  type GetObjectResult,
  type ObjectFacts,
} from '@signpost/oss-client';
import type { Permit } from '../auth/permit.ts';
import type { Connections } from '../oss/connections.ts';

/** Who reads, and until when. */
export interface ObjectReader {
  services: { connections: Pick<Connections, 'get'> };
  permit: Permit;
  signal: AbortSignal;
}

/** Which bytes are read, for whom. */
export interface ObjectQuestion extends Pick<
  GetObjectInput,
  'bucket' | 'key' | 'range' | 'rangeBeyondEnd' | 'ifMatch'
> {
  connection: string;
}

/**
 * Opens an object, through a link where the key is one. Reading through a link is reading its target, so the right is
 * asked for both.
 */
export async function openObject(
  { connection, ...input }: ObjectQuestion,
  context: ObjectReader,
): Promise<GetObjectResult> {
  const { client } = context.services.connections.get(connection);
  const object = await getObject(client, { ...input, signal: context.signal });
  if (object.type !== 'Symlink') return object;
  // Nobody reads the body yet; its reader is told later what has become of it.
  object.body.on('error', () => {});
  try {
    await demandTarget({ connection, ...input }, context);
    return object;
  } catch (error) {
    object.body.destroy();
    throw error;
  }
}

/** The same without the bytes. OSS describes an archived object here that it would refuse to send. */
export async function describeObject(question: ObjectQuestion, context: ObjectReader): Promise<ObjectFacts> {
  const { connection, bucket, key } = question;
  const { client } = context.services.connections.get(connection);
  const facts = await headObject(client, { bucket, key, signal: context.signal });
  if (facts.type === 'Symlink') await demandTarget(question, context);
  return facts;
}

async function demandTarget(
  { connection, bucket, key }: ObjectQuestion,
  { services, permit, signal }: ObjectReader,
): Promise<void> {
  const { client } = services.connections.get(connection);
  const { target } = await getSymlink(client, { bucket, key, signal });
  permit.demand('object.read', { connection, bucket, key: target });
}
