import { boolean, integer, pgSchema, primaryKey, text, timestamp, bigint } from 'drizzle-orm/pg-core';

const signpost = pgSchema('signpost');
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** People. Columns up to `updated_at` are those that better-auth asks for. */
export const users = signpost.table('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** In lower case. */
  email: text('email').notNull(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  lastSignInAt: time('last_sign_in_at'),
  /** Since when the person may not sign in. */
  disabledAt: time('disabled_at'),
});

/** Browsers that are signed in, as better-auth keeps them. */
export const sessions = signpost.table('sessions', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull(),
  /** Worthless without the key that signs the cookie, which lies outside the database. */
  token: text('token').notNull(),
  expiresAt: time('expires_at').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
});

/** Ways in which a person signs in, as better-auth keeps them: a password (`credential`), or an identity provider (`oidc`). */
export const signInMethods = signpost.table('sign_in_methods', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull(),
  providerId: text('provider_id').notNull(),
  /** Of an identity provider. */
  issuer: text('issuer'),
  /** The subject of the issuer; with a password, the person's own id. */
  accountId: text('account_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: time('access_token_expires_at'),
  refreshTokenExpiresAt: time('refresh_token_expires_at'),
  scope: text('scope'),
  /** Salted hash (scrypt). */
  password: text('password'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

/** States of sign-ins through an identity provider that were used, in a table as better-auth asks for it. */
export const signInSteps = signpost.table('sign_in_steps', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: time('expires_at').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

/** Wrong passwords of late, by a hash of the account or address, as rate-limiter-flexible keeps them. */
export const signInFailures = signpost.table('sign_in_failures', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
});

/** Codes of an app beside the password; not asked for until confirmed. */
export const secondFactors = signpost.table('second_factors', {
  userId: text('user_id').primaryKey(),
  /** Encrypted, with the id of the person. */
  secret: text('secret').notNull(),
  confirmedAt: time('confirmed_at'),
  /** Step of time of the last code that was used: none before it works again. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  createdAt: time('created_at').notNull().defaultNow(),
});

/** Those that were not used so far. */
export const recoveryCodes = signpost.table(
  'recovery_codes',
  { userId: text('user_id').notNull(), hash: text('hash').notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
);

export const groups = signpost.table('groups', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
});

export const groupMembers = signpost.table(
  'group_members',
  { groupId: text('group_id').notNull(), userId: text('user_id').notNull() },
  (table) => [primaryKey({ columns: [table.groupId, table.userId] })],
);

/** Who may do what where. */
export const grants = signpost.table('grants', {
  id: text('id').primaryKey(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id').notNull(),
  /** A role, or single rights. */
  role: text('role'),
  rights: text('rights').array(),
  connection: text('connection').notNull(),
  bucket: text('bucket').notNull(),
  prefix: text('prefix').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
  createdBy: text('created_by').notNull(),
  expiresAt: time('expires_at'),
});

/** Tokens of the API. Only their hashes are kept. */
export const apiTokens = signpost.table('api_tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** SHA-256, in hexadecimal: the token is random, so that nothing slower is needed. */
  hash: text('hash').notNull(),
  /** The person with whom it ends; absent for a pipeline of nobody. */
  ownerId: text('owner_id'),
  createdAt: time('created_at').notNull().defaultNow(),
  createdBy: text('created_by').notNull(),
  expiresAt: time('expires_at').notNull(),
  lastUsedAt: time('last_used_at'),
  /** JSON: which id tokens of a CI are exchanged for one like it. Its own hash is of nothing that anybody knows. */
  trust: text('trust'),
  /** The token whose grants it has, and with which it ends, where it was exchanged. */
  exchangedOf: text('exchanged_of'),
});

/** Facts of the database itself, such as which master key it belongs to. */
export const facts = signpost.table('facts', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});
