import type { Route } from './routes.ts';

/** Where the operations on accounts lie. Apart from the others, since only the pages of accounts need them. */
export const accountRoutes = {
  getSession: { method: 'GET', path: '/api/v1/session' },
  setUp: { method: 'POST', path: '/api/v1/session/set-up' },
  signIn: { method: 'POST', path: '/api/v1/session/sign-in' },
  startProviderSignIn: { method: 'POST', path: '/api/v1/session/provider' },
  signOut: { method: 'POST', path: '/api/v1/session/sign-out' },
  changePassword: { method: 'POST', path: '/api/v1/account/password' },
  listSessions: { method: 'GET', path: '/api/v1/account/sessions' },
  endSessions: { method: 'POST', path: '/api/v1/account/sessions/end' },
  listUsers: { method: 'GET', path: '/api/v1/users' },
  addUser: { method: 'POST', path: '/api/v1/users' },
  editUser: { method: 'POST', path: '/api/v1/user' },
  listGroups: { method: 'GET', path: '/api/v1/groups' },
  saveGroup: { method: 'POST', path: '/api/v1/groups' },
  removeGroup: { method: 'POST', path: '/api/v1/group/remove' },
  listGrants: { method: 'GET', path: '/api/v1/grants' },
  addGrant: { method: 'POST', path: '/api/v1/grants' },
  removeGrant: { method: 'POST', path: '/api/v1/grant/remove' },
  reviewAccess: { method: 'GET', path: '/api/v1/access' },
  listTokens: { method: 'GET', path: '/api/v1/tokens' },
  addToken: { method: 'POST', path: '/api/v1/tokens' },
  removeToken: { method: 'POST', path: '/api/v1/token/remove' },
} as const satisfies Record<string, Route>;
