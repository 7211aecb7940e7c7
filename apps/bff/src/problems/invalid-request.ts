import type { RequestRule } from '@signpost/api-contract';
import { ProblemError, type ProblemParts } from './problem-error.ts';

export type RequestFault = NonNullable<ProblemParts['errors']>[number];

/** One English sentence per rule; `{name}` stands for a parameter. Screens have their own texts. */
const sentences: Record<RequestRule, string> = {
  missing: 'Is required.',
  'unknown-member': 'No such member.',
  'wrong-type': 'Must be of type {expected}.',
  'not-one-of': 'Must be one of {values}.',
  'wrong-form': 'Does not have the documented form: {form}.',
  'too-many-characters': 'Must not be longer than {most} characters.',
  'too-many-bytes': 'Must not be longer than {most} bytes of UTF-8.',
  'too-many-entries': 'Must not have more than {most} entries.',
  'too-few': 'Must have at least {least}.',
  'bucket-name':
    'A bucket name is 3 to 63 lower-case letters, digits and hyphens and starts and ends with a letter or digit.',
  'given-twice': 'Given twice.',
  'not-utf8': 'Not percent-encoded UTF-8.',
  'not-json': 'The body is not readable as a JSON object.',
  'signed-url': 'This is a presigned URL: give the key that it names.',
  cursor: 'Not a cursor of this list.',
  condition: 'Give one token of a view in If-Match, or If-None-Match: *, not both.',
  empty: 'Must not be empty.',
  'too-long': 'Must not be longer than 1023 bytes of UTF-8.',
  'leading-slash': 'Must not start with / or \\.',
  'not-unicode': 'Must be well-formed Unicode.',
  'control-character': 'Must not contain control characters.',
  'edge-blank': 'Must not start or end with a blank.',
  name: 'Holds a name that OSS does not take.',
  duplicate: 'Holds a name twice.',
  'too-large': 'Must not be larger than 8 KB altogether.',
  count: 'Must not have more than 10 entries.',
  key: 'Holds a tag key that OSS does not take.',
  value: 'Holds a tag value that OSS does not take.',
  csv: 'Line {line}, column {column}: {problem}.',
  'password-short': 'Must have at least {least} characters.',
  'password-common': 'Is too easy to guess.',
  'password-wrong': 'Is not the password of this account.',
  'code-wrong': 'Is no code of the app or recovery code of this account, or was used already.',
  'role-or-rights': 'Give either a role or rights.',
  'https-needed': 'Must begin with https.',
  'bucket-address': 'Is the address of the bucket {bucket}: give {endpoint}, and name the bucket apart.',
  'other-region': 'Lies in the region {region}.',
  'secret-needed': 'Give the secret of the key again: key id or endpoint are others than before.',
  'address-refused': 'Leads to an address that connections may not use: {address}.',
  manifest: 'Not a manifest, at {where}: {problem}.',
};

/** What is wrong with one member; `pointer` as in the contract. */
export function toFault(
  pointer: string,
  rule: RequestRule,
  params: RequestFault['params'] = {},
): RequestFault {
  const detail = sentences[rule].replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ''));
  return { pointer, rule, detail, ...(Object.keys(params).length === 0 ? {} : { params }) };
}

/** A request with one thing wrong. */
export function invalidRequest(...fault: Parameters<typeof toFault>): ProblemError {
  return new ProblemError('invalid-request', { errors: [toFault(...fault)] });
}
