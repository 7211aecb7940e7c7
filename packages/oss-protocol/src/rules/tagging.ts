import { OssRuleError } from './rule-error.ts';
import { decodeUriTextStrict, encodeUriText } from './uri-encoding.ts';

/** Limits of object tags; lengths in characters. */
export const tagLimits = { count: 10, key: 128, value: 256 } as const;

/** Object tags by name. */
export type Tags = Readonly<Record<string, string>>;

/** Rules a tag set can break. */
export type TagRule = 'count' | 'duplicate' | 'key' | 'value' | 'encoding';

/** Letters and digits of any script: the service takes Chinese ones. */
const TAG_TEXT = /^[\p{L}\p{M}\p{N} +\-=._:/]*$/u;

type TagErrorCode = 'BadRequest' | 'InvalidArgument' | 'InvalidTag';

const ANSWERS: Record<TagRule, readonly [TagErrorCode, string]> = {
  count: ['BadRequest', `Object tags cannot be greater than ${tagLimits.count}`],
  duplicate: [
    'InvalidArgument',
    "The header 'x-oss-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
  ],
  key: ['InvalidTag', 'The TagKey you have provided is invalid'],
  value: ['InvalidTag', 'The TagValue you have provided is invalid'],
  encoding: [
    'InvalidArgument',
    "The header 'x-oss-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
  ],
};

/** Tags that OSS would refuse; code and message are those of the service. */
export class TagRuleError extends OssRuleError {
  override readonly name = 'TagRuleError';
  declare readonly rule: TagRule;
  readonly code: TagErrorCode;

  constructor(rule: TagRule) {
    const [code, message] = ANSWERS[rule];
    super('tagging', rule, message);
    this.code = code;
  }
}

/** Whether OSS takes the text as a tag's name; an empty one it does not. */
export function isTagName(text: string): boolean {
  return text !== '' && [...text].length <= tagLimits.key && TAG_TEXT.test(text);
}

/** Whether OSS takes the text as a tag's value, which may be empty. */
export function isTagValue(text: string): boolean {
  return [...text].length <= tagLimits.value && TAG_TEXT.test(text);
}

/**
 * Checks tags and makes a {@link Tags} of them.
 * @throws TagRuleError
 */
export function toTags(pairs: Iterable<readonly [string, string]>): Tags {
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (!isTagName(key)) throw new TagRuleError('key');
    if (!isTagValue(value)) throw new TagRuleError('value');
    if (tags.has(key)) throw new TagRuleError('duplicate');
    tags.set(key, value);
  }
  if (tags.size > tagLimits.count) throw new TagRuleError('count');
  return Object.fromEntries(tags);
}

/**
 * Tags as x-oss-tagging carries them, `k1=v1&k2=v2`.
 * @throws TagRuleError
 */
export function formatTagging(tags: Tags): string {
  const pairs = Object.entries(toTags(Object.entries(tags)));
  return pairs.map(([key, value]) => `${encodeUriText(key)}=${encodeUriText(value)}`).join('&');
}

/**
 * Reads x-oss-tagging. A bare `+` is a space here, as in any form encoding.
 * @throws TagRuleError
 */
export function parseTagging(text: string): Tags {
  const pairs = text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const plain = part.replaceAll('+', ' ');
      const equals = plain.indexOf('=');
      const key = decodeUriTextStrict(equals < 0 ? plain : plain.slice(0, equals));
      const value = equals < 0 ? '' : decodeUriTextStrict(plain.slice(equals + 1));
      if (key === undefined || value === undefined) throw new TagRuleError('encoding');
      return [key, value] as const;
    });
  return toTags(pairs);
}
