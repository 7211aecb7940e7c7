import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSlicedBudget } from '../oss/sliced-call-budget.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresBudgetStore } from './postgres-budget-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

describe('the call budget of an account', () => {
  test('is shared by replicas: two of them together keep to the rate', async () => {
    const replicas = [1, 2].map(() =>
      createSlicedBudget({ store: createPostgresBudgetStore(database.db), perSecond: 200 }),
    );
    const from = performance.now();
    await Promise.all(
      replicas.flatMap((budget) => Array.from({ length: 60 }, () => budget.take('shared', 'person'))),
    );
    // 120 calls at 200 a second; the first slice of 20 is free.
    expect(performance.now() - from).toBeGreaterThan(450);
  });

  test('of one account does not hold back another', async () => {
    const store = createPostgresBudgetStore(database.db);
    await store.book('one', { calls: 1000, perSecond: 100, mostMs: 0 });
    expect(await store.book('two', { calls: 1, perSecond: 100, mostMs: 0 })).toBe(0);
  });

  test('is left to people while they take all of it: a job books nothing', async () => {
    const store = createPostgresBudgetStore(database.db);
    await store.book('busy', { calls: 1000, perSecond: 100, mostMs: 0 });
    expect(await store.book('busy', { calls: 1, perSecond: 100, mostMs: 0 })).toBeUndefined();
    const waitMs = await store.book('busy', { calls: 1, perSecond: 100, mostMs: 60_000 });
    expect(waitMs).toBeGreaterThan(1000);
    expect(waitMs).toBeLessThanOrEqual(10_000);
  });

  test('is not lost for an hour when the clock is put back by one', async () => {
    const store = createPostgresBudgetStore(database.db);
    await database.pool.query(
      "INSERT INTO signpost.call_budgets VALUES ('clock', clock_timestamp() + interval '1 hour')",
    );
    expect(await store.book('clock', { calls: 1, perSecond: 100, mostMs: 0 })).toBe(0);
  });

  test('holds while people wait for all that can be booked: the rest books nothing', async () => {
    const store = createPostgresBudgetStore(database.db);
    let booked = 0;
    while ((await store.book('backlog', { calls: 100, perSecond: 100, mostMs: 10_000 })) !== undefined)
      booked += 1;
    // Ten seconds ahead, and the one that begins there.
    expect(booked).toBe(11);
  });

  test('tells a person who waited too long, and leaves a job waiting', async () => {
    const store = createPostgresBudgetStore(database.db);
    await store.book('full', { calls: 3000, perSecond: 100, mostMs: 0 });
    const budget = createSlicedBudget({ store, perSecond: 100, longestWaitMs: 100 });
    await expect(budget.take('full', 'person')).rejects.toMatchObject({ code: 'too-many-calls' });
  });

  test('lets a caller who gives up go at once', async () => {
    const store = createPostgresBudgetStore(database.db);
    await store.book('slow', { calls: 1000, perSecond: 100, mostMs: 0 });
    const budget = createSlicedBudget({ store, perSecond: 100 });
    const leaving = new AbortController();
    const taken = budget.take('slow', 'job', leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(taken).rejects.toThrow('gone');
  });
});
