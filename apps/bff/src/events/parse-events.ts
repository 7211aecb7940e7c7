import * as z from 'zod/mini';

/** A key of which somebody says that it was written or removed. */
export interface ToldKey {
  bucket: string;
  key: string;
}

const ossSchema = z.object({
  bucket: z.object({ name: z.string() }),
  object: z.object({ key: z.string() }),
});
/** One of `events` of a message of OSS. */
const eventSchema = z.object({ eventName: z.string(), oss: ossSchema });
/** The form in which EventBridge hands on the same (CloudEvents). */
const cloudEventSchema = z.object({ type: z.string(), data: z.object({ oss: ossSchema }) });

/** Events after which something else may be stored at a key. */
const changesKey = /^(?:oss:)?Object(?:Created|Removed|Replication):/;

/**
 * Keys that a message of OSS events names, whichever of its forms it has; what is no event names none. Whether keys come
 * percent-encoded is not documented for every form: one that may be is named both ways.
 */
export function parseEvents(body: unknown): ToldKey[] {
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  return messages.flatMap(toMembers).flatMap((message) => {
    const { name, oss } = readEvent(message);
    if (oss === undefined || name === undefined || !changesKey.test(name)) return [];
    const bucket = oss.bucket.name;
    return [...new Set([oss.object.key, decode(oss.object.key)])]
      .filter((key) => key !== '')
      .map((key) => ({ bucket, key }));
  });
}

function toMembers(message: unknown): unknown[] {
  const events = z.object({ events: z.array(z.unknown()) }).safeParse(message);
  return events.success ? events.data.events : [message];
}

function readEvent(message: unknown): { name?: string; oss?: z.infer<typeof ossSchema> } {
  const event = eventSchema.safeParse(message);
  if (event.success) return { name: event.data.eventName, oss: event.data.oss };
  const cloudEvent = cloudEventSchema.safeParse(message);
  return cloudEvent.success ? { name: cloudEvent.data.type, oss: cloudEvent.data.data.oss } : {};
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
