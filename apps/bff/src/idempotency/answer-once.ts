import { setTimeout as pause } from 'node:timers/promises';
import { inBackground } from '../logging/in-background.ts';
import type { Log } from '../logging/create-log.ts';
import { toProblem } from '../problems/to-problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { attemptMs, type IdempotencyStore, type KeptAnswer, type KeyedRequest } from './idempotency-store.ts';

/** Which attempt at a request this is, for operations that make something under an id of its own. */
export interface RequestAttempt {
  /** The same over all attempts at one request. */
  id: string;
  /** An earlier attempt was cut off and may have done what is asked for. */
  isAgain: boolean;
}

interface Keeping {
  store: IdempotencyStore;
  log: Log;
  /** How long a request waits for another one of the same key. */
  waitMs?: number;
}

const defaultWaitMs = 10_000;
const everyMs = 200;

/**
 * Carries a request out once and answers the same to all who send it, on whichever console. @throws ProblemError
 * `idempotency-key-reused` for another request of the same key, `request-in-progress` where the first takes long
 */
export async function answerOnce(
  keeping: Keeping,
  request: KeyedRequest,
  carryOut: (attempt: RequestAttempt) => Promise<KeptAnswer>,
): Promise<KeptAnswer & { isReplayed: boolean }> {
  const until = performance.now() + (keeping.waitMs ?? defaultWaitMs);
  for (;;) {
    const attempt = await keeping.store.begin(request);
    switch (attempt.kind) {
      case 'answered':
        return { ...attempt.answer, isReplayed: true };
      case 'other':
        throw new ProblemError('idempotency-key-reused');
      case 'under-way':
        if (performance.now() > until) throw new ProblemError('request-in-progress', { retryAfterMs: 2000 });
        await pause(everyMs);
        continue;
      case 'begun': {
        const { id, isAgain } = attempt;
        const answer = await whileRenewed(keeping, id, () => carryOut({ id, isAgain }));
        return { ...answer, isReplayed: false };
      }
    }
  }
}

async function whileRenewed(
  { store, log }: Keeping,
  id: string,
  carryOut: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const renewal = setInterval(
    () => inBackground(store.renew(id), { log, what: 'keeping a request key' }),
    attemptMs / 3,
  );
  let answer: KeptAnswer;
  try {
    answer = await carryOut();
  } catch (error) {
    const how = toProblem(error, '').status < 500 ? 'refused' : 'cut-off';
    await orWarn(store.giveUp(id, how), log);
    throw error;
  } finally {
    clearInterval(renewal);
  }
  await orWarn(store.finish(id, answer), log);
  return answer;
}

/** What was done is told all the same: an attempt that comes again finds it done. */
async function orWarn(work: Promise<void>, log: Log): Promise<void> {
  try {
    await work;
  } catch (error) {
    log.warn({ err: error }, 'the end of a request with a key was not kept');
  }
}
