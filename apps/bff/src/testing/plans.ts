import type { Plan, PlanRow, PlanSource } from '@signpost/api-contract';
import { expect, vi } from 'vitest';
import { expectOk } from './api.ts';
import type { LinkSuite } from './link-suite.ts';

/** A plan as a test follows it. */
export interface PlanDriver {
  /** Drafts a plan of the suite's bucket and waits until it is open. */
  draft(source: PlanSource): Promise<Plan>;
  get(id: string): Promise<Plan>;
  /** All rows, by their place. */
  rows(id: string): Promise<PlanRow[]>;
  /** Begins to apply it as it is, saying whatever has to be said. */
  begin(plan: Plan): Promise<void>;
  /** Applies it as it is, saying whatever has to be said, and waits until it has ended. */
  apply(plan: Plan): Promise<Plan>;
  /** Waits until it is in one of these states. */
  until(id: string, ...states: Plan['state'][]): Promise<Plan>;
  rollBack(id: string): Promise<Plan>;
}

/** Drives plans over the API of a suite's stack. */
export function drivePlans(suite: Pick<LinkSuite, 'stack' | 'bucket'>): PlanDriver {
  const connection = 'default';
  const url = (): string => suite.stack.bffUrl;
  const driver: PlanDriver = {
    async draft(source) {
      const body = { connection, bucket: suite.bucket, source };
      const { id } = await expectOk(url(), 'draftPlan', { body });
      return driver.until(id, 'open', 'draft-failed');
    },
    get: (id) => expectOk(url(), 'getPlan', { query: { connection, plan: id } }),
    async rows(id) {
      const query = { connection, plan: id, limit: '1000' };
      const { items } = await expectOk(url(), 'listPlanRows', { query });
      return items.toSorted((a, b) => a.row - b.row);
    },
    async begin({ id, revision, needs: { accept, confirm } }) {
      const body = { connection, plan: id, revision, accept, ...(confirm === undefined ? {} : { confirm }) };
      await expectOk(url(), 'applyPlan', { body });
    },
    async apply(plan) {
      await driver.begin(plan);
      return driver.until(plan.id, 'done', 'stopped');
    },
    until: (id, ...states) =>
      vi.waitFor(
        async () => {
          const plan = await driver.get(id);
          expect(states, JSON.stringify(plan.problem)).toContain(plan.state);
          return plan;
        },
        { timeout: 25_000, interval: 50 },
      ),
    async rollBack(id) {
      const plan = await expectOk(url(), 'rollBackPlan', { body: { connection, plan: id } });
      return driver.until(plan.id, 'open', 'draft-failed');
    },
  };
  return driver;
}
