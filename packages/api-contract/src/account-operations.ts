import * as z from 'zod/mini';
import { accountRoutes } from './account-routes.ts';
import { operation } from './operation.ts';
import {
  accessSchema,
  addGrantBodySchema,
  addTokenBodySchema,
  addUserBodySchema,
  browserSessionSchema,
  changePasswordBodySchema,
  codeBodySchema,
  doneSchema,
  endSecondFactorBodySchema,
  editUserBodySchema,
  exchangedTokenSchema,
  exchangeTokenBodySchema,
  grantSchema,
  groupSchema,
  saveGroupBodySchema,
  sessionSchema,
  setUpBodySchema,
  signInBodySchema,
  startProviderSignInBodySchema,
  startSecondFactorBodySchema,
  tokenSchema,
  userSchema,
  userWithPasswordSchema,
} from './schemas/accounts.ts';
import { keyScope } from './schemas/key-state.ts';

const emptyBody = z.strictObject({});
const idBody = z.strictObject({ id: z.string().check(z.maxLength(100)) });

/** Operations on people, tokens and what they may do. */
export const accountOperations = {
  getSession: operation({ ...accountRoutes.getSession, right: 'public', answer: sessionSchema }),
  setUp: operation({ ...accountRoutes.setUp, right: 'public', body: setUpBodySchema, answer: sessionSchema }),
  signIn: operation({
    ...accountRoutes.signIn,
    right: 'public',
    body: signInBodySchema,
    answer: sessionSchema,
  }),
  confirmSignIn: operation({
    ...accountRoutes.confirmSignIn,
    right: 'public',
    body: codeBodySchema,
    answer: sessionSchema,
  }),
  startProviderSignIn: operation({
    ...accountRoutes.startProviderSignIn,
    right: 'public',
    body: startProviderSignInBodySchema,
    /** Where the browser shall go, with the cookie of the answer. */
    answer: z.object({ url: z.string() }),
  }),
  signOut: operation({ ...accountRoutes.signOut, right: 'public', body: emptyBody, answer: sessionSchema }),
  changePassword: operation({
    ...accountRoutes.changePassword,
    right: 'account.own',
    body: changePasswordBodySchema,
    answer: doneSchema,
  }),
  startSecondFactor: operation({
    ...accountRoutes.startSecondFactor,
    right: 'account.own',
    body: startSecondFactorBodySchema,
    /** Shown this once; `uri` is what a QR code for the app holds. */
    answer: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmSecondFactor: operation({
    ...accountRoutes.confirmSecondFactor,
    right: 'account.own',
    body: codeBodySchema,
    /** Shown this once. */
    answer: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
  endSecondFactor: operation({
    ...accountRoutes.endSecondFactor,
    right: 'account.own',
    body: endSecondFactorBodySchema,
    answer: doneSchema,
  }),
  listSessions: operation({
    ...accountRoutes.listSessions,
    right: 'account.own',
    answer: z.object({ items: z.array(browserSessionSchema) }),
  }),
  endSessions: operation({
    ...accountRoutes.endSessions,
    right: 'account.own',
    /** One of them, or all but the one that asks. */
    body: z.strictObject({ id: z.optional(z.string().check(z.maxLength(100))) }),
    answer: doneSchema,
  }),
  listUsers: operation({
    ...accountRoutes.listUsers,
    right: 'account.manage',
    answer: z.object({
      items: z.array(userSchema),
      /** False: while the identity provider is away, nobody could manage accounts. Told where there is a provider. */
      hasLocalAdministrator: z.optional(z.boolean()),
    }),
  }),
  addUser: operation({
    ...accountRoutes.addUser,
    right: 'account.manage',
    body: addUserBodySchema,
    answer: userWithPasswordSchema,
  }),
  editUser: operation({
    ...accountRoutes.editUser,
    right: 'account.manage',
    body: editUserBodySchema,
    answer: userWithPasswordSchema,
  }),
  listGroups: operation({
    ...accountRoutes.listGroups,
    right: 'account.manage',
    answer: z.object({ items: z.array(groupSchema) }),
  }),
  saveGroup: operation({
    ...accountRoutes.saveGroup,
    right: 'account.manage',
    body: saveGroupBodySchema,
    answer: groupSchema,
  }),
  removeGroup: operation({
    ...accountRoutes.removeGroup,
    right: 'account.manage',
    body: idBody,
    answer: doneSchema,
  }),
  listGrants: operation({
    ...accountRoutes.listGrants,
    right: 'account.manage',
    answer: z.object({ items: z.array(grantSchema) }),
  }),
  addGrant: operation({
    ...accountRoutes.addGrant,
    right: 'account.manage',
    body: addGrantBodySchema,
    answer: grantSchema,
  }),
  removeGrant: operation({
    ...accountRoutes.removeGrant,
    right: 'account.manage',
    body: idBody,
    answer: doneSchema,
  }),
  reviewAccess: operation({
    ...accountRoutes.reviewAccess,
    right: 'account.manage',
    query: z.strictObject(keyScope),
    answer: z.object({ items: z.array(accessSchema) }),
  }),
  listTokens: operation({
    ...accountRoutes.listTokens,
    right: 'account.own',
    answer: z.object({ items: z.array(tokenSchema) }),
  }),
  addToken: operation({
    ...accountRoutes.addToken,
    right: 'account.own',
    body: addTokenBodySchema,
    /** `secret` is shown this once; empty where id tokens of a CI are exchanged. */
    answer: z.object({ token: tokenSchema, secret: z.string() }),
  }),
  exchangeToken: operation({
    ...accountRoutes.exchangeToken,
    right: 'public',
    body: exchangeTokenBodySchema,
    answer: exchangedTokenSchema,
  }),
  removeToken: operation({
    ...accountRoutes.removeToken,
    right: 'account.own',
    body: idBody,
    answer: doneSchema,
  }),
} as const;
