import { planStateSchema } from '@signpost/api-contract';
import { and, desc, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PlanStore } from '../plans/plan-store.ts';
import { auditMove } from './audit-plans.ts';
import {
  claimEnd,
  claimPlans,
  claimRows,
  readAppliedOf,
  readLeft,
  readRowsOf,
  readUnknownRows,
  settleRow,
} from './plan-claims.ts';
import { addRows, clearRows, editPlan, finishDraft, startPlan } from './plan-drafts.ts';
import {
  createFinalFindings,
  readGroups,
  readOverlaps,
  readPlans,
  readRows,
  readSums,
} from './plan-pages.ts';
import { readPlanStamp } from './plan-stamp.ts';
import { fromPlanColumns, toPlanColumns } from './plan-row.ts';
import { connections, planRows, plans } from './schema/tables.ts';
import { isUuid } from './storable.ts';

export interface PostgresPlanStoreOptions {
  db: NodePgDatabase;
  /** This process; what it takes nobody else takes meanwhile. */
  replica: string;
  newId: () => string;
}

/** Plans in the database. */
export function createPostgresPlanStore({ db, replica, newId }: PostgresPlanStoreOptions): PlanStore {
  const finalFindings = createFinalFindings();
  return {
    create: (plan) =>
      db.transaction(async (tx) => {
        // One at a time for each connection: the next number is read once the lock is there.
        await tx
          .select({ id: connections.id })
          .from(connections)
          .where(eq(connections.id, plan.connection))
          .for('no key update');
        if (plan.id !== undefined) {
          const [begun] = await tx.select().from(plans).where(eq(plans.id, plan.id));
          if (begun !== undefined) return fromPlanColumns(begun);
        }
        const [last] = await tx
          .select({ number: sql<number>`coalesce(max(${plans.number}), 0)` })
          .from(plans)
          .where(eq(plans.connectionId, plan.connection));
        const [made] = await tx
          .insert(plans)
          .values(toPlanColumns(plan, plan.id ?? newId(), (last?.number ?? 0) + 1))
          .returning();
        if (made === undefined) throw new Error('The plan was not inserted');
        return fromPlanColumns(made);
      }),

    async get(connection, id) {
      const isNumber = /^[1-9][0-9]{0,8}$/.test(id);
      if (!isNumber && !isUuid(id)) return undefined;
      const [plan] = await db
        .select()
        .from(plans)
        .where(
          and(isNumber ? eq(plans.number, Number(id)) : eq(plans.id, id), eq(plans.connectionId, connection)),
        );
      return plan === undefined ? undefined : fromPlanColumns(plan);
    },

    stamp: (id) => readPlanStamp(db, id),
    list: (filter, page) => readPlans(db, filter, page),

    async rollBackOf(id) {
      if (!isUuid(id)) return undefined;
      const [found] = await db
        .select({ id: plans.id, number: plans.number, state: plans.state })
        .from(plans)
        .where(and(eq(plans.rollsBack, id), notInArray(plans.state, ['discarded', 'draft-failed'])))
        .orderBy(desc(plans.seq))
        .limit(1);
      return found === undefined ? undefined : { ...found, state: planStateSchema.parse(found.state) };
    },

    claimPlans: (states, ofConnections, forMs) =>
      claimPlans(db, { replica, states, connections: ofConnections, forMs }),

    async renewPlan(id, forMs) {
      if (!isUuid(id)) return false;
      const renewed = await db
        .update(plans)
        .set({ ownedUntil: claimEnd(forMs) })
        .where(and(eq(plans.id, id), eq(plans.owner, replica)));
      return renewed.rowCount === 1;
    },

    async releasePlan(id) {
      if (!isUuid(id)) return;
      await db
        .update(plans)
        .set({ owner: null, ownedUntil: null })
        .where(and(eq(plans.id, id), eq(plans.owner, replica)));
    },

    addRows: (id, rows) => addRows(db, { id, replica, rows }),
    clearRows: (id) => clearRows(db, { id, replica }),
    finishDraft: (id, result) => finishDraft(db, { id, replica, result }),
    rows: (id, filter, page) => readRows(db, { id, filter }, page),
    sums: (id) => readSums(db, id, finalFindings),
    groups: (id) => readGroups(db, id),
    overlaps: (id) => readOverlaps(db, id),
    edit: (id, revision, edit) => editPlan(db, { id, revision, ...edit }),
    apply: (id, revision, terms) => startPlan(db, { id, revision, terms }),

    async heldBy({ connection, bucket }, prefix) {
      const [held] = await db
        .select()
        .from(plans)
        .where(
          and(
            eq(plans.connectionId, connection),
            eq(plans.bucket, bucket),
            isNotNull(plans.heldPrefix),
            sql`(starts_with(${plans.heldPrefix}, ${prefix}) OR starts_with(${prefix}, ${plans.heldPrefix}))`,
          ),
        )
        .orderBy(desc(plans.seq))
        .limit(1);
      return held === undefined ? undefined : fromPlanColumns(held);
    },

    async release(id) {
      if (!isUuid(id)) return false;
      const released = await db
        .update(plans)
        .set({ heldPrefix: null })
        .where(and(eq(plans.id, id), isNotNull(plans.heldPrefix)));
      return released.rowCount === 1;
    },

    async move(id, from, move) {
      if (!isUuid(id)) return false;
      const { to, rows, endedAt, problem } = move;
      return db.transaction(async (tx) => {
        const [moved] = await tx
          .update(plans)
          .set({
            state: to,
            endedAt: endedAt === undefined ? null : new Date(endedAt),
            ...(problem === undefined ? {} : { problem: problem === null ? null : JSON.stringify(problem) }),
          })
          .where(and(eq(plans.id, id), inArray(plans.state, [...from])))
          .returning({ revision: plans.revision });
        if (moved === undefined) return false;
        if (to === 'discarded' && moved.revision === '')
          await tx.delete(planRows).where(eq(planRows.planId, id));
        if (rows === 'failed-again')
          await tx
            .update(planRows)
            .set({ outcome: 'waiting', problem: null, changeId: null, settledAt: null })
            .where(and(eq(planRows.planId, id), eq(planRows.outcome, 'failed')));
        if (rows === 'waiting-left-out')
          await tx
            .update(planRows)
            .set({ outcome: 'left-out' })
            .where(and(eq(planRows.planId, id), eq(planRows.outcome, 'waiting')));
        await auditMove(tx, id, move);
        return true;
      });
    },

    claimRows: (id, limit, forMs) => claimRows(db, { id, replica, newId, limit, forMs }),
    settleRow: (id, row, outcome) => settleRow(db, { id, row, replica, ...outcome }),
    unknownRows: (id, limit) => readUnknownRows(db, id, limit),
    left: (id) => readLeft(db, id),
    appliedOf: (id, keys) => readAppliedOf(db, id, keys),
    rowsOf: (id, outcome, page) => readRowsOf(db, { id, outcome }, page),

    async setProblem(id, problem) {
      if (!isUuid(id)) return;
      await db
        .update(plans)
        .set({ problem: problem === null ? null : JSON.stringify(problem) })
        .where(eq(plans.id, id));
    },
  };
}
