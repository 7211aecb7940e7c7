import type { DatabaseSync } from 'node:sqlite';

/**
 * Puts writes that arrive in the same turn of the event loop into one transaction, so that they share
 * one flush to disk. Each write runs in a savepoint of its own: one that throws undoes only itself.
 * A write is acknowledged when its promise resolves, which is after the commit.
 */
export class CommitGroup {
  readonly #database: DatabaseSync;
  readonly #afterCommit: () => void;
  readonly #statements;
  #open: { done: PromiseWithResolvers<void> } | undefined;

  constructor(database: DatabaseSync, afterCommit: () => void) {
    this.#database = database;
    this.#afterCommit = afterCommit;
    this.#statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      savepoint: database.prepare('SAVEPOINT one'),
      release: database.prepare('RELEASE one'),
      commit: database.prepare('COMMIT'),
    };
  }

  /** Runs `work` and resolves with its result once it is on disk. */
  async write<T>(work: () => T): Promise<T> {
    const group = this.#join();
    const result = this.#inSavepoint(work);
    await group.done.promise;
    return result;
  }

  /** Runs `work` and commits before returning, together with whatever was waiting. */
  writeNow<T>(work: () => T): T {
    this.#join();
    try {
      return this.#inSavepoint(work);
    } finally {
      this.flush();
    }
  }

  /**
   * Resolves when everything written so far is on disk. An answer that shows a write must wait for
   * this, or it could show what a crash then takes back.
   */
  settled(): Promise<void> {
    return this.#open?.done.promise ?? Promise.resolve();
  }

  /** Commits what is waiting. */
  flush(): void {
    const group = this.#open;
    if (group === undefined) return;
    this.#open = undefined;
    try {
      this.#statements.commit.run();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      group.done.reject(error);
      return;
    }
    this.#afterCommit();
    group.done.resolve();
  }

  #join(): { done: PromiseWithResolvers<void> } {
    if (this.#open !== undefined) return this.#open;
    this.#statements.begin.run();
    const group = { done: Promise.withResolvers<void>() };
    // Nobody may be waiting when a commit fails: the failure is then nobody's unhandled rejection.
    group.done.promise.catch(() => undefined);
    this.#open = group;
    setImmediate(() => {
      if (this.#open === group) this.flush();
    });
    return group;
  }

  #inSavepoint<T>(work: () => T): T {
    this.#statements.savepoint.run();
    try {
      const result = work();
      this.#statements.release.run();
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO one; RELEASE one');
      else this.#abandon(error);
      throw error;
    }
  }

  /** SQLite has undone the whole transaction, as it may on a full disk: nothing of the group is stored. */
  #abandon(error: unknown): void {
    this.#open?.done.reject(error);
    this.#open = undefined;
  }
}
