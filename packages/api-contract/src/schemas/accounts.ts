import * as z from 'zod/mini';
import { grantedRights } from '../operation.ts';
import { roles } from '../roles.ts';

/** Shown as text wherever somebody acted: without signs that nobody sees or that turn the direction, and no blank at its ends. */
const nameSchema = z.string().check(z.maxLength(100), z.regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u));
const emailSchema = z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/));
/** Checked further by rules of its own: the problem names which one. */
const passwordSchema = z.string().check(z.maxLength(1000));
const idSchema = z.string().check(z.minLength(1), z.maxLength(100));

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  createdAt: z.string(),
  lastSignInAt: z.optional(z.string()),
  /** Since when the person may not sign in. */
  disabledAt: z.optional(z.string()),
  /** Codes of an app are asked for beside the password. */
  hasSecondFactor: z.optional(z.boolean()),
});
export type User = z.infer<typeof userSchema>;

/**
 * - `open`: a console without accounts, on loopback with the embedded OSS alone; whoever reaches it may do everything
 * - `set-up`: nobody has an account yet
 * - `code-needed`: the password was right; nobody is signed in before a code was given
 */
export const sessionSchema = z.object({
  state: z.enum(['open', 'set-up', 'signed-out', 'code-needed', 'signed-in']),
  user: z.optional(z.object({ id: z.string(), name: z.string(), email: z.string() })),
  /** May manage users and grants. */
  administrates: z.optional(z.boolean()),
  hasSecondFactor: z.optional(z.boolean()),
  /** The person has no password here, and signs in through the identity provider alone. */
  isProviderOnly: z.optional(z.boolean()),
  /** The identity provider that people may sign in through instead of with a password. */
  provider: z.optional(z.object({ name: z.string() })),
  /** Of an open console: somebody can set it up, and from then on people sign in. */
  canSetUp: z.optional(z.boolean()),
});
export type Session = z.infer<typeof sessionSchema>;

export const browserSessionSchema = z.object({
  id: z.string(),
  /** The one that asks. */
  isOwn: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string(),
  address: z.optional(z.string()),
  userAgent: z.optional(z.string()),
});
export type BrowserSession = z.infer<typeof browserSessionSchema>;

export const signInBodySchema = z.strictObject({ email: z.string(), password: passwordSchema });
/** Six digits of the app, or a recovery code. */
const codeSchema = z.string().check(z.maxLength(50));
export const codeBodySchema = z.strictObject({ code: codeSchema });
export const startSecondFactorBodySchema = z.strictObject({ password: passwordSchema });
export const endSecondFactorBodySchema = z.strictObject({ password: passwordSchema, code: codeSchema });

export const startProviderSignInBodySchema = z.strictObject({
  /** Path of the console to go on to after sign-in. */
  to: z.optional(z.string().check(z.maxLength(4000))),
});
export const setUpBodySchema = z.strictObject({
  /** Of the terminal in which the console was started. */
  code: z.string().check(z.maxLength(100)),
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export const changePasswordBodySchema = z.strictObject({
  password: passwordSchema,
  newPassword: passwordSchema,
});

export const addUserBodySchema = z.strictObject({ name: nameSchema, email: emailSchema });
export const editUserBodySchema = z.strictObject({
  user: idSchema,
  do: z.enum(['disable', 'enable', 'reset-password', 'reset-second-factor', 'remove']),
});
export const userWithPasswordSchema = z.object({
  user: z.optional(userSchema),
  /** Shown this once. */
  password: z.optional(z.string()),
});

const subjectKindSchema = z.enum(['user', 'group', 'token']);
export const rightSchema = z.enum(grantedRights);
export const roleSchema = z.enum(roles);

/** A role or single rights, for a person, a group or a token, on a part of what the console reaches. */
const grantMembers = {
  subject: z.strictObject({ kind: subjectKindSchema, id: idSchema }),
  role: z.optional(roleSchema),
  rights: z.optional(z.array(rightSchema).check(z.minLength(1), z.maxLength(grantedRights.length))),
  /** Name of a connection; `*` for all. */
  connection: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Name of a bucket in which each `*` stands for any text; `*` for all. */
  bucket: z.string().check(z.regex(/^[a-z0-9*-]{1,63}$/)),
  /** Empty for all keys, with a slash at its end for all below it, else one key. */
  prefix: z.string(),
  /** ISO 8601. */
  expiresAt: z.optional(z.iso.datetime()),
};
export const addGrantBodySchema = z.strictObject(grantMembers);
export const grantSchema = z.object({
  ...grantMembers,
  id: z.string(),
  /** Name of the subject. */
  name: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type Grant = z.infer<typeof grantSchema>;

export const groupSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Ids of users. */
  members: z.array(z.string()),
});
export type Group = z.infer<typeof groupSchema>;
export const saveGroupBodySchema = z.strictObject({
  /** Absent for a new one. */
  id: z.optional(idSchema),
  name: nameSchema,
  members: z.array(idSchema).check(z.maxLength(1000)),
});

/**
 * Runs of a CI that may exchange their id token (OpenID Connect) for a token of ten minutes with the same grants: of the
 * issuer, made for this audience, with each of these claims. `*` in a value stands for any text without a slash.
 */
const trustSchema = z.strictObject({
  issuer: z.string().check(z.maxLength(300)),
  audience: z.string().check(z.minLength(1), z.maxLength(300)),
  claims: z
    .array(
      z.strictObject({
        name: z.string().check(z.regex(/^[\w.-]{1,100}$/)),
        value: z.string().check(z.minLength(1), z.maxLength(500)),
      }),
    )
    .check(z.minLength(1), z.maxLength(20)),
});

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The person with whom it ends, and whose rights bound it; absent for a pipeline of nobody. */
  owner: z.optional(z.object({ id: z.string(), name: z.string() })),
  /** It has no secret: runs of a CI exchange their id token for one. */
  trust: z.optional(trustSchema),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.optional(z.string()),
});
export type ApiToken = z.infer<typeof tokenSchema>;
export const addTokenBodySchema = z.strictObject({
  name: nameSchema,
  /** From 1 to 366. */
  days: z.number().check(z.int(), z.gte(1), z.lte(366)),
  /** For a pipeline of nobody: only by those who manage accounts. */
  ofNobody: z.optional(z.boolean()),
  /** Of nobody only. */
  trust: z.optional(trustSchema),
  grants: z
    .array(
      z.strictObject({
        role: grantMembers.role,
        rights: grantMembers.rights,
        connection: grantMembers.connection,
        bucket: grantMembers.bucket,
        prefix: grantMembers.prefix,
      }),
    )
    .check(z.minLength(1), z.maxLength(50)),
});

export const exchangeTokenBodySchema = z.strictObject({
  /** Signed by the issuer (JWT). */
  idToken: z.string().check(z.maxLength(16_384)),
});
export const exchangedTokenSchema = z.object({
  /** Sent as `Authorization: Bearer …`. */
  secret: z.string(),
  expiresAt: z.string(),
  /** Name of the token whose grants it has. */
  name: z.string(),
});

export const doneSchema = z.object({ done: z.literal(true) });

/** Somebody whose grant covers a key. */
export const accessSchema = z.object({
  subject: z.object({ kind: z.enum(['user', 'token']), id: z.string(), name: z.string() }),
  /** The grant that covers it, and the group by which it came. */
  grant: z.string(),
  group: z.optional(z.string()),
  role: z.optional(roleSchema),
  rights: z.array(rightSchema),
  bucket: z.string(),
  prefix: z.string(),
  lastSeenAt: z.optional(z.string()),
});
export type Access = z.infer<typeof accessSchema>;
