import { fault, notImplemented } from '../protocol/oss-fault.ts';
import { matchesGlob } from './glob.ts';
import { createSettingReader } from './read-setting.ts';

/** What is asked of a policy. */
export interface PolicyQuestion {
  /** Account id; undefined for anonymous requests. */
  uid: string | undefined;
  /** `oss:GetObject` and its like. */
  action: string;
  bucket: string;
  key: string | undefined;
  /** Condition keys that are known, lower case: `oss:prefix`, `oss:delimiter`. */
  context: Readonly<Record<string, string>>;
}

interface Statement {
  effect: 'Allow' | 'Deny';
  /** Patterns in lower case, since actions are told apart without regard to it. */
  actions: string[];
  principals: string[];
  /** Patterns of `bucket` and `bucket/key`. */
  resources: string[];
  conditions: ((context: Readonly<Record<string, string>>) => boolean)[];
}

const CONDITION_KEYS = new Set(['oss:prefix', 'oss:delimiter']);
/** The service takes no longer policy; what a decision costs grows with the length. */
const MAX_POLICY_BYTES = 16 * 1024;
const MEMBERS = new Set(['Sid', 'Effect', 'Action', 'Principal', 'Resource', 'Condition']);

/** The policy of a bucket, parsed. */
export const readPolicy = createSettingReader('policy', parsePolicy);

/** Deny goes before allow; undefined when no statement speaks to the question. */
export function decide(policy: readonly Statement[], question: PolicyQuestion): 'Allow' | 'Deny' | undefined {
  const speaking = policy.filter((statement) => applies(statement, question));
  if (speaking.some(({ effect }) => effect === 'Deny')) return 'Deny';
  return speaking.length > 0 ? 'Allow' : undefined;
}

function applies(statement: Statement, { uid, action, bucket, key, context }: PolicyQuestion): boolean {
  const resource = key === undefined ? bucket : `${bucket}/${key}`;
  return (
    statement.principals.some((principal) => principal === '*' || principal === uid) &&
    statement.actions.some((pattern) => matchesGlob(pattern, action.toLowerCase())) &&
    statement.resources.some((pattern) => matchesGlob(pattern, resource)) &&
    statement.conditions.every((holds) => holds(context))
  );
}

/**
 * Parses a policy document. What would restrict access and is not understood is refused, never skipped.
 * @throws OssFault InvalidPolicyDocument, NotImplemented
 */
export function parsePolicy(text: string): Statement[] {
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) throw fault('InvalidPolicyDocument');
  const document = parseJson(text);
  if (!isRecord(document) || document['Version'] !== '1' || !Array.isArray(document['Statement'])) {
    throw fault('InvalidPolicyDocument');
  }
  return document['Statement'].map(parseStatement);
}

function parseStatement(statement: unknown): Statement {
  if (!isRecord(statement)) throw fault('InvalidPolicyDocument');
  const unknown = Object.keys(statement).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) throw notImplemented(`${unknown} in a bucket policy`);
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw fault('InvalidPolicyDocument');
  return {
    effect,
    actions: texts(statement['Action']).map((action) => action.toLowerCase()),
    principals: parsePrincipals(statement['Principal'], effect),
    resources: texts(statement['Resource']).map(parseResource),
    conditions: parseConditions(statement['Condition']),
  };
}

/**
 * Official suites put statements without a principal, and what these mean is documented nowhere. Read the
 * careful way, such a statement allows nobody and denies everybody.
 */
function parsePrincipals(principals: unknown, effect: 'Allow' | 'Deny'): string[] {
  if (principals === undefined) return effect === 'Allow' ? [] : ['*'];
  return texts(principals);
}

/** `acs:oss:region:owner:bucket/key`; region and owner are this bucket's in any case. */
function parseResource(resource: string): string {
  const match = /^acs:oss:[^:]*:[^:]*:(.+)$/s.exec(resource);
  if (match === null) throw fault('InvalidPolicyDocument');
  return match[1]!;
}

function parseConditions(condition: unknown): Statement['conditions'] {
  if (condition === undefined) return [];
  if (!isRecord(condition)) throw fault('InvalidPolicyDocument');
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const compare = COMPARISONS.get(operator);
    if (compare === undefined) throw notImplemented(`The condition ${operator} in a bucket policy`);
    if (!isRecord(keys)) throw fault('InvalidPolicyDocument');
    return Object.entries(keys).map(([key, values]) => {
      const name = key.toLowerCase();
      if (!CONDITION_KEYS.has(name)) throw notImplemented(`The condition key ${key} in a bucket policy`);
      const wanted = texts(values);
      return (context: Readonly<Record<string, string>>) => compare(context[name] ?? '', wanted);
    });
  });
}

/** A map, not an object: `toString` would be found in an object. */
const COMPARISONS: ReadonlyMap<string, (actual: string, wanted: string[]) => boolean> = new Map([
  ['StringEquals', (actual, wanted) => wanted.includes(actual)],
  ['StringNotEquals', (actual, wanted) => !wanted.includes(actual)],
  ['StringLike', (actual, wanted) => wanted.some((pattern) => matchesGlob(pattern, actual))],
  ['StringNotLike', (actual, wanted) => !wanted.some((pattern) => matchesGlob(pattern, actual))],
]);

function texts(value: unknown): string[] {
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list) || list.length === 0 || !list.every((item) => typeof item === 'string')) {
    throw fault('InvalidPolicyDocument');
  }
  return list;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fault('InvalidPolicyDocument');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
