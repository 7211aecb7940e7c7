import { setTimeout as wait } from 'node:timers/promises';
import { inBackground } from '../logging/in-background.ts';
import { waitForDatabase } from '../problems/wait-for-database.ts';
import { applyRow, lookUpChange, mayStillResolve, type RowResult } from './apply-row.ts';
import { draftPlan } from './draft-plan.ts';
import type { PlanServices } from './plan-services.ts';
import type { ClaimedRow, DraftRow, RowProblem, StoredPlan, StoredRow } from './plan-store.ts';
import { toRowProblem } from './to-row-problem.ts';

/** Takes the plans that wait for work, whichever console they were made on. */
export interface PlanRunner {
  /** Looks for work now rather than at the next round. */
  kick(): void;
  /** Lets rows under way end, and takes no more. */
  stop(): Promise<void>;
}

interface RunnerOptions {
  /** Pause between two looks for work, in milliseconds. */
  everyMs?: number;
  /** Longest pause while OSS does not answer, in milliseconds; it begins with a thirtieth and doubles. */
  longestPauseMs?: number;
}

/** What came of rows that were claimed. */
interface Attempts {
  claimed: number;
  /** Whether anything was attempted. */
  tried: boolean;
  /** What holds the plan up, if anything does. */
  problem?: RowProblem;
}

type PlanWork = (plan: StoredPlan, signal: AbortSignal) => Promise<void>;

/** Rows that are under way at once. */
const rowsInFlight = 16;
/** A plan, and each of its rows, is left to the process that took it for so long; renewed while it works. */
const claimMs = 60_000;
const firstPauseShare = 1 / 30;

/**
 * Drafts and applies plans. Their rows in the database are the queue: a row is claimed for a time with the id of its
 * change, written, and settled, so that a killed process neither loses nor doubles one, and the next process goes on.
 */
export function startPlanRunner(services: PlanServices, options: RunnerOptions = {}): PlanRunner {
  const { everyMs = 1000, longestPauseMs = 30_000 } = options;
  const { log } = services;
  const stopping = new AbortController();
  const { signal } = stopping;
  // What was done is not forgotten because the database is away when it is to be noted.
  const planStore = waitForDatabase(services.planStore, signal);
  const working = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isAskedAgain = false;

  async function look(): Promise<void> {
    const connections = services.connections.list().map(({ config }) => config.id);
    const states = ['drafting', 'applying', 'paused', 'stopped'] as const;
    for (const plan of await services.planStore.claimPlans(states, connections, claimMs)) {
      // What was done with it before may be about to end: its claim is given up a moment earlier.
      const before = working.get(plan.id) ?? Promise.resolve();
      const work = before
        .then(() => whileClaimed(plan, workOn(plan)))
        .finally(() => {
          if (working.get(plan.id) === work) working.delete(plan.id);
        });
      working.set(plan.id, work);
    }
  }

  function workOn({ state }: StoredPlan): PlanWork {
    if (state === 'drafting') return draft;
    return state === 'applying' ? apply : settleAtRest;
  }

  /** Works on a plan as long as its claim is renewed. */
  async function whileClaimed(plan: StoredPlan, work: PlanWork): Promise<void> {
    const lost = new AbortController();
    const renewal = setInterval(() => {
      const renew = async (): Promise<void> => {
        if (!(await services.planStore.renewPlan(plan.id, claimMs))) lost.abort();
      };
      inBackground(renew(), { log, what: 'keeping the claim of a plan' });
    }, claimMs / 3);
    try {
      await work(plan, AbortSignal.any([signal, lost.signal]));
    } catch (error) {
      log.error({ err: error, plan: plan.id }, 'work on a plan ended early');
    } finally {
      clearInterval(renewal);
      // A draft that is stored has ended its claim already, and the plan may be claimed anew.
      if (plan.state !== 'drafting') await giveBack(plan.id);
    }
  }

  /** Without it the claim ends by itself a minute later. */
  async function giveBack(id: string): Promise<void> {
    try {
      await planStore.releasePlan(id);
    } catch (error) {
      log.warn({ err: error, plan: id }, 'a plan could not be given back');
    }
  }

  async function draft(plan: StoredPlan, until: AbortSignal): Promise<void> {
    const keep = async (rows: DraftRow[]): Promise<void> => {
      if (!(await planStore.addRows(plan.id, rows))) throw new NoLongerDrafted();
    };
    try {
      if (!(await planStore.clearRows(plan.id))) return;
      await planStore.finishDraft(plan.id, await draftPlan(services, { plan, keep, signal: until }));
    } catch (error) {
      if (until.aborted || error instanceof NoLongerDrafted) return;
      const { code, problem } = toRowProblem(error);
      if (code === 'internal') log.error({ err: error, plan: plan.id }, 'a plan could not be drafted');
      await planStore.finishDraft(plan.id, { failure: problem });
    }
  }

  async function apply(plan: StoredPlan, until: AbortSignal): Promise<void> {
    let pauseMs = 0;
    while (!until.aborted) {
      // After a trouble one row finds out whether it is over.
      const { claimed, tried, problem } = await (pauseMs > 0 ? applyNext(plan) : applyWindow(plan, until));
      if (claimed === 0) {
        if (await finish(plan)) return;
        await pause(everyMs, until);
        continue;
      }
      // Rows whose change had failed come again with another one: they tell nothing of the trouble.
      if (!tried) continue;
      if (problem === undefined) {
        if (pauseMs > 0) await planStore.setProblem(plan.id, null);
        pauseMs = 0;
        continue;
      }
      pauseMs = Math.min(longestPauseMs, Math.max(pauseMs * 2, longestPauseMs * firstPauseShare));
      const retryAt = new Date(services.now().getTime() + pauseMs).toISOString();
      await planStore.setProblem(plan.id, { ...problem, retryAt });
      await pause(pauseMs, until);
    }
  }

  async function applyNext(plan: StoredPlan): Promise<Attempts> {
    const attempts: Attempts = { claimed: 0, tried: false };
    for (const row of await planStore.claimRows(plan.id, 1, claimMs)) await attempt(plan, row, attempts);
    return attempts;
  }

  /** Keeps rows under way, others begun as some end, until none is left or something holds the plan up. */
  async function applyWindow(plan: StoredPlan, until: AbortSignal): Promise<Attempts> {
    const attempts: Attempts = { claimed: 0, tried: false };
    const underWay = new Set<Promise<void>>();
    let isMore = true;
    try {
      while (isMore && attempts.problem === undefined && !until.aborted) {
        const rows = await planStore.claimRows(plan.id, rowsInFlight - underWay.size, claimMs);
        for (const row of rows) {
          const one: Promise<void> = attempt(plan, row, attempts).finally(() => underWay.delete(one));
          underWay.add(one);
        }
        // A claim is a transaction: one for half of the window. Where it took none, the next phase waits for this one.
        const most = rows.length === 0 ? 0 : rowsInFlight / 2;
        isMore = underWay.size > 0;
        while (underWay.size > most) await Promise.race(underWay);
      }
    } finally {
      await Promise.allSettled(underWay);
    }
    return attempts;
  }

  async function attempt(plan: StoredPlan, row: ClaimedRow, attempts: Attempts): Promise<void> {
    attempts.claimed += 1;
    const result = await applyRow(services, plan, row);
    await settle(plan, row, result);
    if (result.outcome === 'drifted' && plan.onDrift === 'stop') {
      await planStore.move(plan.id, ['applying'], {
        to: 'stopped',
        rows: 'waiting-left-out',
        endedAt: services.now().toISOString(),
        problem: { code: 'plan-changed' },
      });
    }
    if (result.outcome !== 'held-up') attempts.tried = true;
    else if (result.ended !== true) {
      attempts.tried = true;
      attempts.problem ??= result.problem;
    }
  }

  /** A killed console leaves rows under way in a plan that is paused or stopped meanwhile. */
  async function settleAtRest(plan: StoredPlan): Promise<void> {
    await resolveUnknown(plan);
  }

  async function settle({ id }: StoredPlan, { row }: StoredRow, result: RowResult): Promise<void> {
    await planStore.settleRow(id, row, {
      outcome: result.outcome === 'held-up' ? 'waiting' : result.outcome,
      // Its change may be recorded and open: the row is looked up under it before it is written again.
      keepChange: result.outcome === 'held-up' && result.ended !== true,
      ...(result.outcome === 'failed' || result.outcome === 'drifted' ? { problem: result.problem } : {}),
    });
  }

  /** @returns whether nothing is left to do: every row has an outcome, or none that time could tell */
  async function finish(plan: StoredPlan): Promise<boolean> {
    const isOpen = await resolveUnknown(plan);
    const now = await planStore.get(plan.connection, plan.id);
    if (now?.state !== 'applying') return true;
    const { waiting, running } = await planStore.left(plan.id);
    if (isOpen || waiting + running > 0) return false;
    await planStore.move(plan.id, ['applying'], {
      to: 'done',
      endedAt: services.now().toISOString(),
      problem: null,
    });
    return true;
  }

  /** @returns whether the outcome of some row may still come to light */
  async function resolveUnknown(plan: StoredPlan): Promise<boolean> {
    let isOpen = false;
    for (const row of await planStore.unknownRows(plan.id, rowsInFlight * 10)) {
      if (row.change === undefined) continue;
      const place = { connection: plan.connection, change: row.change };
      const result = await lookUpChange(services, place);
      if (result === undefined) await settleUnbegun(plan, row);
      else if (result.outcome !== 'unknown' || row.outcome === 'running') await settle(plan, row, result);
      else if (await mayStillResolve(services, place)) isOpen = true;
    }
    return isOpen;
  }

  /** Nothing was sent for the row. */
  async function settleUnbegun({ id }: StoredPlan, row: StoredRow): Promise<void> {
    if (row.outcome === 'running') await planStore.settleRow(id, row.row, { outcome: 'waiting' });
  }

  function kick(): void {
    if (signal.aborted) return;
    clearTimeout(timer);
    if (looking !== undefined) {
      isAskedAgain = true;
      return;
    }
    let pauseMs = everyMs;
    looking = look()
      .catch((error: unknown) => {
        // The database is away: no line for every second of it.
        pauseMs = everyMs * 5;
        log.warn({ err: error }, 'plans that wait for work could not be looked for');
      })
      .finally(() => {
        looking = undefined;
        if (signal.aborted) return;
        timer = setTimeout(kick, isAskedAgain ? 0 : pauseMs).unref();
        isAskedAgain = false;
      });
  }
  kick();

  return {
    kick,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await looking;
      await Promise.allSettled(working.values());
    },
  };
}

/** The plan was discarded, or another process took it over. */
class NoLongerDrafted extends Error {}

/** Waits, or until the work is to end. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
