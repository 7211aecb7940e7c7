import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Part } from '../measure/busy.ts';

/** What a process has used; bytes and milliseconds. */
export interface Usage {
  readonly cpuMs: number;
  readonly rss: number;
  readonly heapUsed: number;
  /** Highest resident size so far. */
  readonly peakRss: number;
}

/** A process of its own that is measured from outside. */
export interface MeasuredProcess<Ready> extends Part {
  /** What it said when it was ready. */
  readonly ready: Ready;
  /** @param options.swept after a full sweep of its heap */
  usage(options?: { swept?: boolean }): Promise<Usage>;
  stop(): Promise<void>;
}

export interface ProcessOptions<Ready> {
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Finds the ready message in what the process prints; without it, the first IPC message is taken. */
  readonly readyFrom?: (output: string) => Ready | undefined;
}

const readyWithinMs = 240_000;
const stopWithinMs = 10_000;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program and waits until it is ready. Its end is ours as well: it watches the channel. */
export async function startProcess<Ready>(options: ProcessOptions<Ready>): Promise<MeasuredProcess<Ready>> {
  const preload = path.resolve(import.meta.dirname, 'usage-answerer.ts');
  const child = spawn(
    process.execPath,
    [...process.execArgv, '--import', preload, options.file, ...(options.args ?? [])],
    {
      env: options.env ?? process.env,
      stdio: ['ignore', options.readyFrom ? 'pipe' : 'inherit', 'inherit', 'ipc'],
    },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  const ready = await becomeReady(child, options);

  let lastId = 0;
  const usage = ({ swept = false } = {}): Promise<Usage> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const listen = (message: unknown): void => {
        const answer = message as { id?: number; usage?: Usage };
        if (answer.id !== id || answer.usage === undefined) return;
        child.off('message', listen);
        resolve(answer.usage);
      };
      child.on('message', listen);
      child.send({ ask: 'usage', id, swept }, (error) => {
        if (error) reject(error);
      });
    });
  return {
    name: options.name,
    ready,
    usage,
    cpuMs: async () => (await usage()).cpuMs,
    stop: () => endProcess(child),
  };
}

function becomeReady<Ready>(child: ChildProcess, options: ProcessOptions<Ready>): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => fail('was not ready in time'), readyWithinMs);
    const fail = (what: string): void => {
      clearTimeout(patience);
      child.kill('SIGKILL');
      reject(new Error(`The process "${options.name}" ${what}.`));
    };
    const succeed = (ready: Ready): void => {
      clearTimeout(patience);
      child.off('exit', onExit);
      resolve(ready);
    };
    const onExit = (code: number | null): void => fail(`ended early with code ${code}`);
    child.once('exit', onExit);
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    const { readyFrom } = options;
    if (readyFrom === undefined) {
      child.once('message', (message) => succeed(message as Ready));
      return;
    }
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = readyFrom(output);
      if (ready !== undefined) succeed(ready);
    });
  });
}

function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const insist = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    child.once('exit', () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** For programs of this package: end with the process that started this one, or when it says so. */
export function endWithParent(stop: () => Promise<void>): void {
  const end = (): void => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('disconnect', end);
  process.once('SIGTERM', end);
}
