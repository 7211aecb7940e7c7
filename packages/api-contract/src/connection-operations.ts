import * as z from 'zod/mini';
import { connectionRoutes } from './connection-routes.ts';
import { operation } from './operation.ts';
import { doneSchema } from './schemas/accounts.ts';
import {
  connectionBodySchema,
  connectionSettingsSchema,
  connectionTestSchema,
  editConnectionBodySchema,
  removeConnectionBodySchema,
  testConnectionBodySchema,
} from './schemas/connection-settings.ts';

/** Operations on connections themselves: where OSS is, with which keys, and whether anything may be written. */
export const connectionOperations = {
  listConnectionSettings: operation({
    ...connectionRoutes.listConnectionSettings,
    right: 'connection.manage',
    answer: z.object({
      items: z.array(connectionSettingsSchema),
      /** Whether connections can be added here; else `reason` says why not. */
      canAdd: z.boolean(),
      reason: z.optional(z.enum(['accounts-off', 'set-up-first'])),
    }),
  }),
  addConnection: operation({
    ...connectionRoutes.addConnection,
    right: 'connection.manage',
    body: connectionBodySchema,
    answer: connectionSettingsSchema,
  }),
  editConnection: operation({
    ...connectionRoutes.editConnection,
    right: 'connection.manage',
    body: editConnectionBodySchema,
    answer: connectionSettingsSchema,
  }),
  removeConnection: operation({
    ...connectionRoutes.removeConnection,
    right: 'connection.manage',
    body: removeConnectionBodySchema,
    answer: doneSchema,
  }),
  testConnection: operation({
    ...connectionRoutes.testConnection,
    right: 'connection.manage',
    body: testConnectionBodySchema,
    answer: connectionTestSchema,
  }),
} as const;
