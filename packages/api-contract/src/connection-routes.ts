import type { Route } from './routes.ts';

/** Where the operations on connections lie. Apart from the others, since only their administration needs them. */
export const connectionRoutes = {
  listConnectionSettings: { method: 'GET', path: '/api/v1/connection-settings' },
  addConnection: { method: 'POST', path: '/api/v1/connection-settings' },
  editConnection: { method: 'POST', path: '/api/v1/connection-setting' },
  removeConnection: { method: 'POST', path: '/api/v1/connection-setting/remove' },
  testConnection: { method: 'POST', path: '/api/v1/connection-setting/test' },
} as const satisfies Record<string, Route>;
