import { OssError } from '@signpost/oss-client';

/** How long a person waits for a bucket to tell its settings; what it tells later is there for the next. */
const waitMs = 400;

/** Answers that somebody waited for in vain; they may have come since. */
const slow = new WeakSet<Promise<unknown>>();

/**
 * An answer about a bucket for something that is told without it as well. Undefined where OSS fails, or takes too long.
 * @param most milliseconds; 0 takes an answer that is there already, and waits for no other
 */
export async function answerInTime<T>(asked: Promise<T>, most = waitMs): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const giveUp = (): void => {
    if (most > 0) slow.add(asked);
    late.resolve(undefined);
  };
  // One waits for an answer that does not come, not each row of a plan after another.
  const timer = setTimeout(giveUp, slow.has(asked) ? 0 : most);
  try {
    return await Promise.race([asked, late.promise]);
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
