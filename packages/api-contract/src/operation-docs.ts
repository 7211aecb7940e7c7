import { accountDocs } from './account-docs.ts';
import type { OperationDocs } from './operation.ts';
import type { OperationName } from './operations.ts';
import type { ProblemCode } from './problem.ts';

/** What the one writer can answer, whichever write was asked for. */
const writeProblems: readonly ProblemCode[] = [
  'change-not-recorded',
  'key-busy',
  'precondition-required',
  'proof-required',
  'proof-mismatch',
  'state-changed',
  'choice-required',
  'write-blocked',
  'object-immutable',
  'links-unsupported',
];

/** One entry per row of the operation table. */
export const operationDocs: Readonly<Record<OperationName, OperationDocs>> = {
  listConnections: { summary: 'Connections: named endpoints with a region and a credential', problems: [] },
  listBuckets: {
    summary: 'Buckets of a connection, of all regions',
    problems: ['connection-unknown', 'oss-access-denied'],
  },
  getBucket: {
    summary: 'Facts of one bucket that decide what a write does; cached for minutes',
    problems: ['connection-unknown', 'bucket-missing', 'oss-access-denied'],
  },
  listObjects: {
    summary: 'One page of keys and prefixes in key order: one list call',
    problems: ['bucket-missing', 'oss-access-denied'],
  },
  getObject: {
    summary: 'What is stored at one key, and where a link leads; tags and class of a link are left out',
    problems: ['bucket-missing', 'oss-access-denied'],
  },
  getObjectPart: {
    summary: 'The tags of one key, or its storage class',
    problems: ['bucket-missing', 'object-missing', 'oss-access-denied'],
  },
  listKeyVersions: {
    summary:
      'The newest versions of one key: one list call, and one for each link that Signpost did not write',
    problems: ['bucket-missing', 'oss-access-denied'],
  },
  previewObject: {
    summary: 'The first 256 KiB of a text, or an image, streamed and sandboxed',
    problems: [
      'object-missing',
      'preview-unsupported',
      'object-cold',
      'link-target-missing',
      'link-target-is-link',
    ],
  },
  downloadObject: {
    summary:
      'The bytes of an object, read through a link where the key is one, as an attachment; Range and If-Range are honoured',
    problems: [
      'object-missing',
      'object-cold',
      'link-target-missing',
      'link-target-is-link',
      'range-not-satisfiable',
    ],
    partial: true,
  },
  uploadObject: {
    summary:
      'Store a small object (at most 10 MiB), streamed to OSS; never over a link, over an object only with proof',
    problems: [...writeProblems, 'body-too-large', 'upload-stalled', 'length-required', 'key-taken'],
  },
  completeTarget: {
    summary: 'Keys and prefixes that begin with what was typed',
    problems: ['bucket-missing', 'oss-access-denied'],
  },
  resolveLinks: { summary: 'Where up to 50 links lead, and whether they work', problems: ['bucket-missing'] },
  getHome: {
    summary: 'All that the first screen shows, from the link index, without a call to OSS',
    problems: ['connection-unknown'],
  },
  listCoverage: {
    summary:
      'How much of each bucket the link index has read, and when; for one bucket that was never read, what reading it would cost',
    problems: ['connection-unknown'],
  },
  startScan: {
    summary:
      'Start scanning a bucket into the link index, go on with a scan that is paused, or join the one under way; ask for its coverage to follow it',
    problems: [
      'connection-unknown',
      'bucket-missing',
      'oss-access-denied',
      'inventory-missing',
      'inventory-damaged',
      'inventory-unsuitable',
      'meta-query-closed',
      'database-unavailable',
    ],
  },
  listScanSources: {
    summary:
      'What can feed a scan of a bucket: the list of its keys, its inventories with the age of the newest, its metadata index; with the calls that each costs',
    problems: ['connection-unknown', 'right-missing', 'bucket-missing', 'oss-access-denied'],
  },
  getScan: {
    summary: 'The scan of a bucket: its parts, what was read, and what it cost so far',
    problems: ['connection-unknown', 'database-unavailable'],
  },
  watchScan: {
    summary:
      'Server-sent events: the scan of a bucket (`scan`) each time that it has come further, then `end`. Last-Event-ID goes on where a connection broke',
    problems: ['connection-unknown', 'database-unavailable', 'too-many-watchers'],
    media: 'text/event-stream',
    mayEnd: true,
  },
  controlScan: {
    summary: 'Pause a scan, go on with it, or cancel it, on whichever console it is made',
    problems: ['connection-unknown', 'scan-not-open', 'database-unavailable'],
  },
  setScanSchedule: {
    summary:
      'Scan a bucket again every few hours, or daily or weekly at a time of a time zone; a run that was missed is made up for once',
    problems: [
      'connection-unknown',
      'invalid-request',
      'bucket-missing',
      'oss-access-denied',
      'database-unavailable',
    ],
  },
  listLinks: {
    summary: 'Links of the index in key order, filtered',
    problems: ['connection-unknown', 'invalid-request'],
  },
  rollUpLinks: {
    summary: 'Links of the index summed up by bucket, or by the next folder below a prefix, filtered',
    problems: ['connection-unknown', 'invalid-request'],
  },
  exportLinks: {
    summary: 'Links of one bucket as a CSV file (key, target, class, acl) that a plan can be made of again',
    problems: ['connection-unknown', 'invalid-request', 'database-unavailable'],
  },
  exportSelection: {
    summary: 'Selected links as a CSV file (key, target, class, acl) that a plan can be made of again',
    problems: ['connection-unknown', 'links-unknown', 'plan-too-large', 'database-unavailable'],
  },
  exportManifest: {
    summary:
      'The links below a prefix as they are stored now, as a manifest (YAML or JSON) that a plan can be made of again',
    problems: ['bucket-missing', 'oss-access-denied', 'plan-too-large', 'database-unavailable'],
  },
  describeFolders: {
    summary:
      'What the index knows of up to 1,000 prefixes (sums, folder links, who points in) and of up to 1,000 keys (who leads there); no call to OSS',
    problems: ['connection-unknown'],
  },
  getMap: {
    summary:
      'Links of a bucket in groups, where they lead, and the folders that no link leads to, as far as the index knows',
    problems: ['connection-unknown'],
  },
  exportUnpointed: {
    summary: 'Folders that no link leads to, with size and storage classes, largest first, as CSV',
    problems: ['connection-unknown', 'links-unknown', 'right-missing', 'database-unavailable'],
  },
  getNeighbourhood: {
    summary:
      'What a key leads to, what leads to it and what else leads to the same target, each link with what is ahead of it, from the index',
    problems: ['connection-unknown'],
  },
  listBacklinks: {
    summary: 'Links that lead to a key, as far as the index knows',
    problems: ['connection-unknown'],
  },
  listCandidates: {
    summary:
      'Targets that could repair a link: earlier ones that still exist, the same name in neighbouring folders, newest first',
    problems: ['connection-unknown'],
  },
  tryReaders: {
    summary: 'Who can read through a link: one signed and one unsigned request, on demand',
    problems: ['connection-unknown', 'bucket-missing'],
  },
  search: { summary: 'Keys and targets of the index that contain a text', problems: ['connection-unknown'] },
  preflight: {
    summary: 'What a create, repoint, delete or undo would do; writes nothing',
    problems: ['bucket-missing', 'change-missing', 'undo-impossible', 'database-unavailable', 'key-busy'],
  },
  createLink: {
    summary: 'Write a link at an empty key (If-None-Match: *), or over the state that was read (If-Match)',
    problems: [...writeProblems, 'key-taken'],
  },
  repointLink: {
    summary: 'Change the target of a link and nothing else',
    problems: [...writeProblems, 'not-a-link'],
  },
  deleteLink: {
    summary: 'Remove a link; its target stays',
    problems: [...writeProblems, 'not-a-link'],
  },
  deleteObject: {
    summary:
      'Remove a real object that is named by its ETag and size; links that lead to it must be accepted',
    problems: [...writeProblems, 'not-an-object', 'object-missing'],
  },
  restoreObject: {
    summary:
      'Make an archived object readable for some days (If-Match: its ETag): OSS charges for what is retrieved, and for the readable copy of ColdArchive and DeepColdArchive',
    problems: [
      'bucket-missing',
      'object-missing',
      'not-an-object',
      'not-archived',
      'state-changed',
      'precondition-required',
      'change-not-recorded',
      'key-busy',
      'oss-access-denied',
    ],
  },
  listChanges: {
    summary: 'Recorded writes, newest first',
    problems: ['connection-unknown', 'database-unavailable'],
  },
  countChanges: {
    summary:
      'How many recorded writes each choice of actor, action, outcome and bucket would list; of the newest 10,000 where there are more',
    problems: ['connection-unknown', 'invalid-request', 'database-unavailable'],
  },
  exportChanges: {
    summary:
      'Every recorded write that the filter lets through, newest first, as CSV or as one JSON object a line; times in UTC',
    problems: ['connection-unknown', 'invalid-request', 'database-unavailable'],
  },
  listOutsideChanges: {
    summary:
      'What others changed at a key between two looks, newest first: found by scans and looks at a bucket that was scanned before',
    problems: ['connection-unknown', 'invalid-request', 'database-unavailable', 'right-missing'],
  },
  getChange: {
    summary: 'One recorded write; an unknown outcome is looked at again',
    problems: ['change-missing', 'database-unavailable', 'key-busy'],
  },
  undoChange: {
    summary: 'Take one write back to the exact state before, if nobody changed it meanwhile',
    problems: [...writeProblems, 'change-missing', 'undo-impossible', 'key-taken'],
  },
  listAuditEvents: {
    summary:
      'Who did what and was refused what, newest first: events of the connection and of none, as far as the actor may read those',
    problems: ['connection-unknown', 'invalid-request', 'database-unavailable'],
  },
  exportAudit: {
    summary:
      'Every event that the filter lets through, newest first, as CSV or as one JSON object a line; times in UTC. Is recorded itself',
    problems: ['connection-unknown', 'invalid-request', 'database-unavailable'],
  },
  listFolderChoices: {
    summary: 'Folders that the links of a folder could follow, newest first, from the link index',
    problems: ['connection-unknown'],
  },
  listPlans: { summary: 'Plans of a connection, newest first', problems: ['database-unavailable'] },
  draftPlan: {
    summary:
      'Make a plan: reads the links and checks each change; writes nothing. Answers after seconds, maybe still `drafting`: ask for it again',
    problems: [
      'bucket-missing',
      'oss-access-denied',
      'plan-empty',
      'plan-too-large',
      'links-unknown',
      'database-unavailable',
    ],
  },
  previewRule: {
    summary: 'What a rule would make of selected links, from the link index, without a call to OSS',
    problems: ['connection-unknown', 'links-unknown', 'plan-too-large', 'database-unavailable'],
  },
  getPlan: {
    summary:
      'One plan with its sums; with `wait` and `since`, as soon as it has changed or the seconds are over',
    problems: ['plan-missing', 'database-unavailable'],
  },
  watchPlan: {
    summary:
      'Server-sent events: the plan (`plan`) each time that it has changed, then `end`. Last-Event-ID goes on where a connection broke',
    problems: ['plan-missing', 'database-unavailable', 'too-many-watchers'],
    media: 'text/event-stream',
    mayEnd: true,
  },
  listPlanRows: {
    summary: 'Rows of a plan, worst first, filtered',
    problems: ['plan-missing', 'database-unavailable'],
  },
  exportPlanRows: {
    summary: 'All rows of a plan with outcome, problem, OSS request id and times, as CSV or JSON',
    problems: ['plan-missing', 'database-unavailable'],
  },
  editPlan: {
    summary: 'Leave rows out, take them in again, or remove their links instead; makes a new revision',
    problems: ['plan-missing', 'plan-changed', 'plan-not-open', 'database-unavailable'],
  },
  applyPlan: {
    summary:
      'Write the rows of a plan as they were reviewed; each link is read again just before, and left alone where it changed',
    problems: [
      'plan-missing',
      'plan-changed',
      'plan-not-open',
      'plan-unconfirmed',
      'plan-held',
      'plan-empty',
      'choice-required',
      'write-blocked',
      'database-unavailable',
    ],
  },
  controlPlan: {
    summary:
      'Pause, resume, stop or discard a plan, try its failed rows again, or let manifests go on that it holds up',
    problems: ['plan-missing', 'plan-not-open', 'plan-empty', 'database-unavailable'],
  },
  rollBackPlan: {
    summary: 'Make the plan that takes an applied one back, to be reviewed and applied like any other',
    problems: ['plan-missing', 'plan-not-open', 'plan-empty', 'database-unavailable'],
  },
  ...accountDocs,
  listConnectionSettings: { summary: 'Settings of every connection, without secrets', problems: [] },
  addConnection: {
    summary: 'Add a connection; nothing is written over it unless that is allowed',
    problems: ['connection-taken', 'set-up-first', 'accounts-off', 'database-unavailable'],
  },
  editConnection: {
    summary: 'Change a connection: address, keys, whether it may be written to',
    problems: ['connection-unknown', 'connection-fixed', 'connection-changed', 'database-unavailable'],
  },
  removeConnection: {
    summary: 'Remove a connection and the grants on it; what was recorded of it stays',
    problems: ['connection-unknown', 'connection-fixed', 'connection-changed', 'database-unavailable'],
  },
  testConnection: {
    summary: 'Try a connection: address, keys, and what they may do in its buckets',
    problems: ['connection-unknown', 'connection-fixed'],
  },
};
