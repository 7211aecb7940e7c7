import type { Services } from '../services.ts';
import { settleAgain } from './settle-again.ts';

const mostMs = 3_600_000;

/**
 * Looks at unsettled writes again and again, with longer and longer pauses while some remain: those of a process that
 * was killed between intent and outcome at once, those whose answer was lost meanwhile from time to time.
 */
export function startSettling(
  services: Services,
  { firstAfterMs }: { firstAfterMs: number },
): () => Promise<void> {
  let stopped = false;
  let pauseMs = firstAfterMs;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const unsettled = services.journal.unsettled();
    for (const { intent } of unsettled) {
      if (stopped) return;
      try {
        await settleAgain(services, intent);
      } catch (error) {
        services.log.warn({ err: error, change: intent.id }, 'an unsettled write could not be looked at');
      }
    }
    pauseMs = services.journal.unsettled().length === 0 ? firstAfterMs : Math.min(pauseMs * 2, mostMs);
  };
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = look().then(() => {
      if (!stopped) timer = setTimeout(run, pauseMs).unref();
    });
  };
  run();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
