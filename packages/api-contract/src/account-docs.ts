import type { accountOperations } from './account-operations.ts';
import type { OperationDocs } from './operation.ts';

/** What integrators are told of operations on accounts. */
export const accountDocs: Readonly<Record<keyof typeof accountOperations, OperationDocs>> = {
  getSession: {
    summary: 'Who is signed in at this console, and whether it has accounts at all',
    problems: [],
  },
  setUp: {
    summary: 'Make the first account, an administrator, with the code of the terminal',
    problems: ['accounts-off', 'sign-in-failed', 'sign-in-locked', 'set-up-closed'],
  },
  signIn: {
    summary: 'Sign in with a password',
    problems: ['accounts-off', 'sign-in-failed', 'sign-in-locked'],
  },
  confirmSignIn: {
    summary: 'Give the code of the app, or a recovery code, after the password',
    problems: ['accounts-off', 'sign-in-expired', 'sign-in-failed', 'sign-in-locked'],
  },
  startProviderSignIn: {
    summary: 'Begin to sign in through the identity provider: for browsers, which go on to the address',
    problems: ['accounts-off', 'provider-off', 'provider-unavailable', 'provider-answer-invalid'],
  },
  signOut: { summary: 'Sign out of this browser', problems: ['accounts-off'] },
  changePassword: {
    summary: 'Change the own password; signs out everywhere else',
    problems: ['accounts-off', 'sign-in-locked'],
  },
  startSecondFactor: {
    summary: 'Begin to have codes of an authenticator app asked for at sign-in',
    problems: ['accounts-off', 'sign-in-locked', 'second-factor-on'],
  },
  confirmSecondFactor: {
    summary: 'Ask for codes from now on; answers recovery codes, and signs out everywhere else',
    problems: ['accounts-off'],
  },
  endSecondFactor: {
    summary: 'Ask for no codes any more',
    problems: ['accounts-off', 'sign-in-locked'],
  },
  listSessions: { summary: 'Browsers in which one is signed in', problems: ['accounts-off'] },
  endSessions: {
    summary: 'Sign out of another browser, or of all others',
    problems: ['accounts-off', 'account-missing'],
  },
  listUsers: { summary: 'People with an account', problems: ['accounts-off'] },
  addUser: {
    summary: 'Add a person; answers a first password, shown this once',
    problems: ['accounts-off', 'email-taken'],
  },
  editUser: {
    summary: 'Disable, enable or remove a person, or set a new password, shown this once',
    problems: ['accounts-off', 'account-missing', 'last-administrator'],
  },
  listGroups: { summary: 'Groups and their members', problems: ['accounts-off'] },
  saveGroup: {
    summary: 'Make a group, or change its name and members',
    problems: ['accounts-off', 'account-missing', 'last-administrator'],
  },
  removeGroup: {
    summary: 'Remove a group with its grants',
    problems: ['accounts-off', 'account-missing', 'last-administrator'],
  },
  listGrants: { summary: 'Every grant: who may do what where', problems: ['accounts-off'] },
  addGrant: {
    summary: 'Grant a role or single rights on a part of the buckets',
    problems: ['accounts-off', 'account-missing'],
  },
  removeGrant: {
    summary: 'Take a grant back; work that goes on under it ends with its next step',
    problems: ['accounts-off', 'account-missing', 'last-administrator'],
  },
  reviewAccess: {
    summary: 'Everyone whose grant covers a key, and by which grant',
    problems: ['accounts-off'],
  },
  listTokens: {
    summary: 'API tokens: the own, or all for those who manage accounts',
    problems: ['accounts-off'],
  },
  addToken: { summary: 'Make an API token; answers its secret, shown this once', problems: ['accounts-off'] },
  exchangeToken: {
    summary: 'Exchange the id token of a CI for an API token of ten minutes',
    problems: ['accounts-off', 'sign-in-failed', 'sign-in-locked', 'provider-unavailable'],
  },
  removeToken: { summary: 'End an API token', problems: ['accounts-off', 'account-missing'] },
};
