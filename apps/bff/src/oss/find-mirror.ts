import { findMirrorRule, findStoredKeyProblem } from '@signpost/oss-protocol/rules';
import type { MirrorRule } from '@signpost/api-contract';
import type { OssClient } from '@signpost/oss-client';
import { answerInTime } from './answer-in-time.ts';
import type { BucketFactsCache } from './bucket-facts.ts';

/**
 * The mirror rule that may fetch a missing key. Undefined where there is none, and where that is not known: the rules may
 * not be read, could not be, or OSS takes too long to tell them.
 * @param most as for `answerInTime`
 */
export async function findMirror(
  { facts, client }: { facts: BucketFactsCache; client?: OssClient },
  { bucket, key }: { bucket: string; key: string },
  most?: number,
): Promise<MirrorRule | undefined> {
  if (findStoredKeyProblem(key) !== undefined) return undefined;
  const rules = await answerInTime(facts.routingRules(bucket, client), most);
  const rule = rules === undefined ? undefined : findMirrorRule(rules, key);
  return rule && { prefix: rule.prefix };
}
