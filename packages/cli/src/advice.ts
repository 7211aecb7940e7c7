import type { ProblemCode } from '@signpost/api-contract';

/** What somebody at a command line can do about a problem; others are told by their title alone. */
export const advice: Partial<Record<ProblemCode, string>> = {
  'invalid-request': 'Correct what is named above.',
  'right-missing': 'Ask whoever runs the console for this right.',
  'connection-unknown': 'Name a connection of the console with --connection.',
  'bucket-missing': 'Check the name in --bucket, and the connection.',
  'object-missing': 'Check the key: nothing is stored there.',
  'host-not-allowed':
    'Call the console by the address that it prints at start, or set SIGNPOST_PUBLIC_URL there.',
  'body-too-large': 'Split the file: a plan takes 100,000 links and 32 MiB.',
  'plan-missing': 'Look up the number with: signpost plans.',
  'plan-changed': 'Look at the plan again, and apply what it is now by its number.',
  'plan-not-open': 'See what became of it with: signpost status NUMBER.',
  'plan-held': 'Somebody has to lift the hold, on the page of the roll-back.',
  'plan-unconfirmed': 'Say the number of writes with --confirm.',
  'choice-required': 'Look at what is named above, and accept it with --accept NAME for each.',
  'write-blocked': 'Leave the rows that cannot be written out, in the console.',
  'plan-too-large': 'Split it: a plan holds at most 100,000 rows.',
  'state-changed': 'Somebody wrote meanwhile: look at the link, and try again.',
  'key-taken': 'Something is stored at this key by now: look at it, and try again.',
  'key-busy': 'Try again in a moment.',
  'object-immutable': 'Wait until the retention of the bucket has ended.',
  'oss-access-denied': 'Give the credential of the console the right that OSS names.',
  'oss-credentials-rejected': 'Correct the access key of the console.',
  'oss-throttled': 'Try again later, or lower SIGNPOST_OSS_CALLS_PER_SECOND of the console.',
  'oss-unreachable': 'Try again; check the network of the console.',
  'database-unavailable': 'Try again once the database of the console is back.',
  'shutting-down': 'Try again once the console has started.',
  internal: 'Look up the request id in the log of the console.',
};
