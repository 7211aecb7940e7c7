import * as z from 'zod/mini';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
/** As OSS issues them: no blank, no line break. */
const credentialText = z.string().check(z.maxLength(4096), z.regex(/^[\x21-\x7e]+$/));
const roleArnSchema = z.string().check(z.maxLength(500), z.regex(/^acs:ram::\d+:role\/[\w.-]+$/));

/** Part of addresses and of grants, so it never changes. */
const connectionNameSchema = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));

const externalIdSchema = z.string().check(z.regex(/^[\w+=,.@:/-]{2,1224}$/));
const sessionNameSchema = z.string().check(z.regex(/^[\w.@-]{2,64}$/));
const providerArnSchema = z
  .string()
  .check(z.maxLength(500), z.regex(/^acs:ram::\d+:oidc-provider\/[\w.-]+$/));
const machineRoleSchema = z.string().check(z.regex(/^[\w.-]{1,64}$/));

/**
 * Where a connection takes its keys from. A secret that is left out stays as it is kept, as long as the key id and the
 * endpoint stay too.
 */
const credentialBodySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('static'),
    accessKeyId: credentialText,
    accessKeySecret: z.optional(credentialText),
    securityToken: z.optional(credentialText),
  }),
  z.strictObject({
    kind: z.literal('assume-role'),
    accessKeyId: credentialText,
    accessKeySecret: z.optional(credentialText),
    roleArn: roleArnSchema,
    externalId: z.optional(externalIdSchema),
    sessionName: z.optional(sessionNameSchema),
  }),
  /** The role of the machine that the console runs on; asked of its metadata server when no name is given. */
  z.strictObject({ kind: z.literal('ecs-role'), roleName: z.optional(machineRoleSchema) }),
  /** Exchanges the identity token in the file that `ALIBABA_CLOUD_OIDC_TOKEN_FILE` names. */
  z.strictObject({ kind: z.literal('oidc-role'), roleArn: roleArnSchema, providerArn: providerArnSchema }),
]);

/** The same without secrets. */
const credentialSchema = z.object({
  kind: z.enum(['static', 'assume-role', 'ecs-role', 'oidc-role']),
  accessKeyId: z.optional(z.string()),
  roleArn: z.optional(z.string()),
  externalId: z.optional(z.string()),
  sessionName: z.optional(z.string()),
  providerArn: z.optional(z.string()),
  roleName: z.optional(z.string()),
  /** When its secret was given. */
  secretSetAt: z.optional(z.string()),
});

const place = {
  /** Origin, `https://oss-cn-hangzhou.aliyuncs.com`. */
  endpoint: text(300),
  /** Id as OSS spells it, `cn-hangzhou`. */
  region: text(100),
};

/** What may be left out of a connection. */
const optionalMembers = {
  /** `auto`: path style for IP addresses and localhost, else virtual hosts. */
  addressing: z._default(z.enum(['auto', 'virtual', 'path']), 'auto'),
  signature: z._default(z.enum(['v4', 'v1']), 'v4'),
  /** Origin that readers use, where the endpoint is internal. */
  publicEndpoint: z.optional(text(300)),
  /** Buckets with a domain of their own, for calls on their objects. */
  domains: z._default(
    z.array(z.strictObject({ bucket: text(63), origin: text(300) })).check(z.maxLength(500)),
    [],
  ),
  /** The buckets to show, for keys that may not list them, each with the prefixes where browsing starts. */
  buckets: z.optional(
    z
      .array(
        z.strictObject({
          name: text(63),
          startPrefixes: z.array(z.string().check(z.maxLength(1023))).check(z.maxLength(20)),
        }),
      )
      .check(z.minLength(1), z.maxLength(500)),
  ),
  /** Calls are paid by this account, not by the owner of the bucket. */
  requesterPays: z._default(z.boolean(), false),
  resourceGroup: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  /** Without it nothing is written over the connection. */
  writable: z._default(z.boolean(), false),
  /** Marked in the console, so that nobody takes it for a place to try things. */
  production: z._default(z.boolean(), false),
};

export const connectionBodySchema = z.strictObject({
  name: connectionNameSchema,
  ...place,
  ...optionalMembers,
  credential: credentialBodySchema,
});
export type ConnectionBody = z.infer<typeof connectionBodySchema>;

/** Settings of a connection as those who manage it see them. */
export const connectionSettingsSchema = z.object({
  name: z.string(),
  ...place,
  ...optionalMembers,
  credential: credentialSchema,
  /** Only those of the console are changed here; the others where they are configured. */
  source: z.enum(['embedded', 'environment', 'file', 'console']),
  /** To be sent along with a change; another one means that somebody else was first. */
  version: z.number(),
  updatedAt: z.optional(z.string()),
  updatedBy: z.optional(z.string()),
});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

export const editConnectionBodySchema = z.strictObject({
  version: z.number(),
  settings: connectionBodySchema,
});
export const removeConnectionBodySchema = z.strictObject({ name: connectionNameSchema, version: z.number() });

export const testConnectionBodySchema = z.strictObject({
  settings: connectionBodySchema,
  /** Buckets to look into; those that are named in the settings, or the first ten listed, when absent. */
  buckets: z.optional(z.array(text(63)).check(z.maxLength(20))),
});

const outcomeSchema = z.enum(['ok', 'denied', 'failed', 'not-tried']);

/** One thing that was tried. */
const checkSchema = z.object({
  /** `address`, `credential`, or the RAM action, `oss:ListObjects`. */
  name: z.string(),
  outcome: outcomeSchema,
  /** Code of the problem that it would be. */
  problem: z.optional(z.string()),
  /** What was found, in English, without secrets. */
  detail: z.optional(z.string()),
  /** Milliseconds. */
  ms: z.number(),
});
export type ConnectionCheck = z.infer<typeof checkSchema>;

/** What changes the meaning of links in a bucket. */
const traits = [
  'versioned',
  'versioning-suspended',
  'hierarchical',
  'retention',
  'mirror',
  'lifecycle',
  'public-access-blocked',
] as const;
export type BucketTrait = (typeof traits)[number];

export const connectionTestSchema = z.object({
  /** Address and credential work, and no bucket refused what links need. */
  works: z.boolean(),
  /** Of the whole connection. */
  checks: z.array(checkSchema),
  /** When keys that are fetched end. */
  keysEndAt: z.optional(z.string()),
  buckets: z.array(
    z.object({
      name: z.string(),
      region: z.optional(z.string()),
      checks: z.array(checkSchema),
      traits: z.array(z.enum(traits)),
    }),
  ),
  /** RAM actions that were refused. */
  missing: z.array(z.string()),
  /** The least RAM policy for these buckets, JSON. */
  policy: z.string(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
