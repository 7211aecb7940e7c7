import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { routes } from './routes.ts';
import { auditEventSchema, auditFilterMembers } from './schemas/audit.ts';
import { limitSchema } from './schemas/key-state.ts';

/** Who did what: rows of the operation table. */
export const auditOperations = {
  listAuditEvents: operation({
    ...routes.listAuditEvents,
    right: 'audit.read',
    query: z.strictObject({ ...auditFilterMembers, cursor: z.optional(z.string()), limit: limitSchema }),
    answer: z.object({ items: z.array(auditEventSchema), nextCursor: z.optional(z.string()) }),
  }),
  exportAudit: operation({
    ...routes.exportAudit,
    right: 'audit.read',
    query: z.strictObject({ ...auditFilterMembers, format: z.enum(['csv', 'ndjson']) }),
  }),
};
