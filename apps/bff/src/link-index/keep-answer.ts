import type { LinkIndex } from '@signpost/link-model/index';

/** Answers of one index that are kept: a few filters and orders are asked for again and again, page by page. */
const most = 8;

const kept = new WeakMap<LinkIndex, { stamp: string; answers: Map<string, unknown> }>();

/**
 * What is derived from all links of an index, kept until something else is known of any of them or is ahead of it. An
 * index that a restricted actor gets is another one: what was derived from the whole is never told of a part.
 */
export function keepAnswer<T extends object>(
  index: LinkIndex,
  now: number,
  { name, derive }: { name: string; derive: () => T },
): T {
  const stamp = index.stamp(now);
  let found = kept.get(index);
  if (found?.stamp !== stamp) {
    found = { stamp, answers: new Map() };
    kept.set(index, found);
  }
  const { answers } = found;
  const answer = (answers.get(name) as T | undefined) ?? derive();
  // The one that was asked for longest ago goes first.
  answers.delete(name);
  answers.set(name, answer);
  const [oldest] = answers.keys();
  if (answers.size > most && oldest !== undefined) answers.delete(oldest);
  return answer;
}
