import * as z from 'zod/mini';
import type { Actor } from '../auth/permit.ts';

const actorSchema = z.object({
  kind: z.enum(['person', 'token', 'system']),
  id: z.string(),
  name: z.string(),
});

/** The actor of a column in which one is kept as JSON; nothing where it is null. */
export function toAskedBy(column: string | null): { askedBy?: Actor } {
  return column === null ? {} : { askedBy: actorSchema.parse(JSON.parse(column)) };
}
