import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Everything of ours; pg-boss has a schema of its own. The SQL in `migrations/` makes it, a test compares the two. */
const signpost = pgSchema('signpost');
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** The OSS behind a connection, by an id that outlives renames. */
export const connections = signpost.table('connections', {
  id: uuid('id').primaryKey(),
  /** What makes it this OSS and no other: `embedded`, or endpoint and region. */
  address: text('address').notNull(),
  name: text('name').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
});

/** Connections that were made in the console. */
export const connectionSettings = signpost.table('connection_settings', {
  /** Never changes: addresses and grants name it. */
  name: text('name').primaryKey(),
  connectionId: uuid('connection_id').notNull(),
  /** JSON, without secrets. */
  settings: text('settings').notNull(),
  /** JSON, encrypted with a key that lies outside the database and bound to the id of the connection. */
  secrets: text('secrets'),
  secretsSetAt: time('secrets_set_at'),
  version: integer('version').notNull().default(1),
  createdAt: time('created_at').notNull().defaultNow(),
  createdBy: text('created_by').notNull(),
  updatedAt: time('updated_at').notNull().defaultNow(),
  updatedBy: text('updated_by').notNull(),
});

/** The change log: an intent, and what is known of how it ended. Ordered by `seq`, since clocks step back. */
export const changes = signpost.table('changes', {
  seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  id: uuid('id').notNull(),
  /** Version of the shapes in `before`, `intended` and `after`. */
  rowVersion: smallint('row_version').notNull(),
  connectionId: uuid('connection_id').notNull(),
  /** Changes made together have one group; a change made alone has its own. */
  groupId: uuid('group_id').notNull(),
  bucket: text('bucket').notNull(),
  key: text('key').notNull(),
  action: text('action').notNull(),
  undoes: uuid('undoes'),
  at: time('at').notNull(),
  actorKind: text('actor_kind').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  reason: text('reason'),
  /** JSON as text: a state may hold what jsonb refuses, and is parsed by schema when read. */
  before: text('before').notNull(),
  intended: text('intended').notNull(),
  removesVersion: text('removes_version'),
  versioning: text('versioning').notNull(),
  /** `demo` for made-up history. */
  origin: text('origin'),
  outcome: text('outcome').notNull().default('pending'),
  outcomeAt: time('outcome_at'),
  after: text('after'),
  ossRequestId: text('oss_request_id'),
  versionId: text('version_id'),
  problem: text('problem'),
  mayArriveUntil: time('may_arrive_until'),
  overwrittenBy: text('overwritten_by'),
  overtook: uuid('overtook'),
  overtakenBy: uuid('overtaken_by'),
  /** The request that asked for it, and the network address it came from. */
  requestId: text('request_id'),
  address: text('address'),
  /** The replica that works on it, and until when nobody else may. */
  owner: text('owner'),
  ownedUntil: time('owned_until'),
});

/** Who may write a key at this moment, across replicas. */
export const keyLeases = signpost.table(
  'key_leases',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    key: text('key').notNull(),
    holder: uuid('holder').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket, table.key] })],
);

/** Numbers of one day of one connection. */
export const dailyStats = signpost.table(
  'daily_stats',
  {
    connectionId: uuid('connection_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    stats: text('stats').notNull(),
    recordedAt: time('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.day] })],
);

/** What a console says of its scan of a bucket, for as long as it runs. */
export const scanCoverage = signpost.table(
  'scan_coverage',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    holder: uuid('holder').notNull(),
    coverage: text('coverage').notNull(),
    aliveUntil: time('alive_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket, table.holder] })],
);

/** The last scan of a bucket: how far it came, as JSON. */
export const indexScans = signpost.table(
  'index_scans',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    scan: text('scan').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket] })],
);

/** What was last seen at a key of a bucket that was scanned. */
export const indexKeys = signpost.table(
  'index_keys',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    key: text('key').notNull(),
    /** `object`, `link`, or `absent`: nothing was there any more. */
    kind: text('kind').notNull(),
    etag: text('etag').notNull(),
    lastModified: time('last_modified').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storageClass: text('storage_class').notNull(),
    /** JSON: a target may hold what text refuses. Null for objects, and where it was not read. */
    target: text('target'),
    /** JSON of what few keys have: a restore, compared headers, the time since which a link is broken. */
    facts: text('facts'),
    /** By the clock of the database. */
    recordedAt: time('recorded_at').notNull(),
    /**
     * When what the row says was seen at the key: a scan that began earlier knows less. Null in rows of earlier versions: as
     * it was recorded.
     */
    seenAt: time('seen_at'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket, table.key] })],
);

/** Objects that scans found, packed by range of keys. What `indexKeys` tells of one of their keys was seen later. */
export const indexObjects = signpost.table(
  'index_objects',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    /** Keys behind it, up to and with `upTo`, count, and no other key of the block; to the end where that is null. */
    after: text('after').notNull(),
    upTo: text('up_to'),
    /** An `ObjectBlock` of `@signpost/link-model`. */
    objects: bytes('objects').notNull(),
    /** When the scan began that found them, by the clock of the database. */
    seenAt: time('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket, table.after] })],
);

/** What was at targets of links before nothing was. */
export const missingTargets = signpost.table(
  'missing_targets',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    key: text('key').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storageClass: text('storage_class').notNull(),
    etag: text('etag').notNull(),
    lastModified: time('last_modified').notNull(),
    /** When the object was last known to be there. */
    seenAt: time('seen_at').notNull(),
    /** By the clock of the database. A scan that began earlier knows less. */
    recordedAt: time('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket, table.key] })],
);

/** What was found at keys of scanned buckets that no change explains. Ordered by `seq`, since clocks step back. */
export const outsideChanges = signpost.table('outside_changes', {
  seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  connectionId: uuid('connection_id').notNull(),
  bucket: text('bucket').notNull(),
  key: text('key').notNull(),
  /** JSON, like `after`: a target may hold what text refuses. */
  before: text('before').notNull(),
  after: text('after').notNull(),
  /** When the earlier state was last known to be there. */
  seenBefore: time('seen_before').notNull(),
  seenAt: time('seen_at').notNull(),
});

/** The scan of a bucket, while it is made and afterwards. */
export const scans = signpost.table(
  'scans',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    id: uuid('id').notNull(),
    state: text('state').notNull(),
    /** By the clock of the database: what is recorded later, the scan may not have seen. */
    beganAt: time('began_at').notNull(),
    comparesHeaders: boolean('compares_headers').notNull(),
    /** JSON: the ranges of keys, and how far each is read. */
    progress: text('progress').notNull(),
    /** The console that makes it, and until when no other may. */
    holder: uuid('holder'),
    heldUntil: time('held_until'),
    /** JSON of the actor whose right it goes on with; null where nobody asked. */
    askedBy: text('asked_by'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket] })],
);

/** When buckets are scanned again. */
export const scanSchedules = signpost.table(
  'scan_schedules',
  {
    connectionId: uuid('connection_id').notNull(),
    bucket: text('bucket').notNull(),
    /** JSON. */
    schedule: text('schedule').notNull(),
    /** Null where it is off. */
    nextRunAt: time('next_run_at'),
    setBy: text('set_by').notNull(),
    setAt: time('set_at').notNull(),
    /** JSON of the actor whose right its scans go on with. */
    askedBy: text('asked_by'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.bucket] })],
);

/** A change of many links. Ordered by `seq`, since clocks step back. */
export const plans = signpost.table('plans', {
  seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  id: uuid('id').notNull(),
  /** Version of the shapes that are kept as JSON, those of its rows included. */
  rowVersion: smallint('row_version').notNull(),
  connectionId: uuid('connection_id').notNull(),
  /** Counts up over a connection. */
  number: integer('number').notNull(),
  bucket: text('bucket').notNull(),
  /** JSON, like `origin`, `actor`, `accept`, `applied_by`, `problem` and `share`. */
  source: text('source').notNull(),
  /** The plan that it takes back. */
  rollsBack: uuid('rolls_back'),
  origin: text('origin').notNull(),
  state: text('state').notNull().default('drafting'),
  revision: text('revision').notNull().default(''),
  createdAt: time('created_at').notNull(),
  actor: text('actor').notNull(),
  reason: text('reason'),
  accept: text('accept').notNull().default('[]'),
  onDrift: text('on_drift').notNull().default('skip'),
  appliedBy: text('applied_by'),
  appliedAt: time('applied_at'),
  endedAt: time('ended_at'),
  problem: text('problem'),
  share: text('share'),
  /** The folder whose manifests this applied roll-back holds up. */
  heldPrefix: text('held_prefix'),
  /** The replica that works on it, and until when nobody else may. */
  owner: text('owner'),
  ownedUntil: time('owned_until'),
});

/** The keys of a plan: what is to be done at each, and how it went. */
export const planRows = signpost.table(
  'plan_rows',
  {
    planId: uuid('plan_id').notNull(),
    row: integer('row').notNull(),
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    action: text('action').notNull(),
    decision: text('decision').notNull(),
    phase: smallint('phase').notNull(),
    /** Worst first; never changes, so that cursors stay where they are. */
    rank: smallint('rank').notNull(),
    /** JSON, like `target`, `settings`, `findings` and `problem`: a target may hold what text refuses. */
    now: text('now'),
    target: text('target'),
    settings: text('settings'),
    token: text('token'),
    undoes: uuid('undoes'),
    /** JSON: the other key with the same content. */
    twin: text('twin'),
    /** JSON: keys of rows that come first. */
    needs: text('needs'),
    findings: text('findings').notNull(),
    /** Names and levels of the findings, to be counted and filtered by. */
    findingNames: text('finding_names').array().notNull(),
    findingLevels: smallint('finding_levels').array().notNull(),
    /** JSON: what the change has in common with others. Null where nothing is planned. */
    changeGroup: text('change_group'),
    outcome: text('outcome').notNull().default('waiting'),
    settledAt: time('settled_at'),
    changeId: uuid('change_id'),
    problem: text('problem'),
    owner: text('owner'),
    ownedUntil: time('owned_until'),
  },
  (table) => [primaryKey({ columns: [table.planId, table.row] })],
);

/** Who did what and when. Only grows: triggers refuse everything else but the removal of the oldest. */
export const auditEvents = signpost.table('audit_events', {
  /** Given by the chain, without a gap. */
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  at: time('at').notNull(),
  actorKind: text('actor_kind').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  action: text('action').notNull(),
  outcome: text('outcome').notNull(),
  /** Text: what is recorded outlives what it names. */
  connectionId: text('connection_id'),
  bucket: text('bucket'),
  key: text('key'),
  changeId: text('change_id'),
  ossRequestId: text('oss_request_id'),
  requestId: text('request_id'),
  address: text('address'),
  reason: text('reason'),
  /** JSON, as it was hashed. */
  details: text('details'),
  /** SHA-256 of the event and of the hash before it, in hex. */
  hash: text('hash').notNull(),
});

/** One row: where the chain of events begins and ends. Locked by whoever adds to it. */
export const auditChain = signpost.table('audit_chain', {
  id: smallint('id').primaryKey(),
  baseSeq: bigint('base_seq', { mode: 'number' }).notNull(),
  baseHash: text('base_hash').notNull(),
  headSeq: bigint('head_seq', { mode: 'number' }).notNull(),
  headHash: text('head_hash').notNull(),
});

/** Requests that may be sent again: what was asked, and what was answered. */
export const idempotencyKeys = signpost.table(
  'idempotency_keys',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** Stays the same over all attempts at the request. */
    id: uuid('id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
    /** While there is no answer: somebody works on it until then; null: the last attempt was refused. */
    ownedUntil: time('owned_until'),
    status: smallint('status'),
    answer: text('answer'),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
);

/** OSS calls of one account, shared by replicas: when the next one is free. */
export const callBudgets = signpost.table('call_budgets', {
  account: text('account').primaryKey(),
  freeAt: time('free_at').notNull(),
});

/** Files of earlier versions that were taken over, once each. */
export const imports = signpost.table('imports', {
  source: text('source').primaryKey(),
  importedAt: time('imported_at').notNull(),
  rows: integer('rows').notNull(),
  damaged: integer('damaged').notNull(),
});
