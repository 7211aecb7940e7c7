import type { WriteServices } from './write-services.ts';
import { mayStillArrive } from '../changes/arrival.ts';
import type { Recorded } from '../changes/change-log.ts';
import { resolveAgain } from './resolve-again.ts';

const longestPauseMs = 3_600_000;
/** How long other replicas leave the writes of a round alone; each read of a key ends within a minute. */
const claimMs = 120_000;
const mostPerRound = 1000;
/** Longest pause while a request may still arrive: somebody waits to hear of it. */
const longestPauseForArrivalMs = 20_000;

export interface OutcomeResolver {
  /** Every write left open by an earlier process has been looked at once. */
  readonly isFirstRoundDone: boolean;
  stop(): Promise<void>;
}

/**
 * Looks at unresolved writes again and again, with growing pauses while some remain: those of a process that was
 * killed between intent and outcome, and those whose answer was lost.
 */
export function startOutcomeResolver(
  services: WriteServices,
  { firstAfterMs }: { firstAfterMs: number },
): OutcomeResolver {
  let stopped = false;
  let pauseMs = firstAfterMs;
  let isFirstRoundDone = false;
  let timer: NodeJS.Timeout | undefined;
  const resolveAll = async (): Promise<void> => {
    const { claimed, unresolved } = await services.changeLog.claimUnresolved({
      connections: services.connections.list().map(({ config }) => config.id),
      limit: mostPerRound,
      forMs: claimMs,
    });
    for (const { intent } of claimed) {
      if (stopped) return;
      try {
        await resolveAgain(services, intent);
      } catch (error) {
        services.log.warn({ err: error, change: intent.id }, 'an unresolved write could not be looked at');
      }
    }
    pauseMs = nextPause(unresolved);
  };
  const nextPause = (left: readonly Recorded[]): number => {
    const time = services.now().getTime();
    if (left.length === 0) return firstAfterMs;
    const isArrivalOpen = left.some((recorded) => mayStillArrive(recorded, time));
    return Math.min(pauseMs * 2, isArrivalOpen ? longestPauseForArrivalMs : longestPauseMs);
  };
  const run = async (): Promise<void> => {
    try {
      await resolveAll();
    } catch (error) {
      services.log.error({ err: error }, 'unresolved writes could not be looked at');
    }
    isFirstRoundDone = true;
    if (!stopped) timer = setTimeout(start, pauseMs).unref();
  };
  let running: Promise<void> = Promise.resolve();
  const start = (): void => {
    running = run();
  };
  start();
  return {
    get isFirstRoundDone() {
      return isFirstRoundDone;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
