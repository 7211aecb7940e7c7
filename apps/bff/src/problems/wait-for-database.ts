import { setTimeout as wait } from 'node:timers/promises';
import { ProblemError } from './problem-error.ts';

/** A port whose methods all answer later. */
export type AsyncPort<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

const pauseMs = 1000;

/** The port with every call repeated while the database is away; given up once `signal` aborts. */
export function waitForDatabase<T extends AsyncPort<T>>(port: T, signal: AbortSignal): T {
  const patient = Object.entries(port).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      for (;;) {
        try {
          return await (method as (...args: never[]) => Promise<unknown>)(...args);
        } catch (error) {
          if (signal.aborted || !isAway(error)) throw error;
          await wait(pauseMs, undefined, { signal }).catch(() => undefined);
        }
      }
    },
  ]);
  return Object.fromEntries(patient) as T;
}

const isAway = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'database-unavailable';
