import { spawn, type ChildProcess } from 'node:child_process';
import { repositoryRoot } from './repository.ts';

/** How long a service may take to end by itself before it is killed. */
const patienceMs = 10_000;

export interface ServiceOptions {
  /** The TypeScript file to run, from the repository's root. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** A long-running program of ours on our terminal. It ends when its channel to this process closes. */
export function startService({ file, args = [], env = process.env }: ServiceOptions): ChildProcess {
  // Without the flag SIGUSR1 opens Node's inspector on a port that everybody on this machine can reach.
  return spawn(process.execPath, ['--disable-sigusr1', file, ...args], {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Asks a service to end, insists after a while, and waits for it. */
export async function stopService(service: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return;
  const ended = new Promise((resolve) => service.once('exit', resolve));
  service.kill(signal);
  const insist = setTimeout(() => service.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(insist);
}

/**
 * Runs one service to its end, passing on what tells this process to end, and answers its exit code.
 * Should this process be killed outright, the service sees its channel close.
 */
export async function runService(options: ServiceOptions): Promise<number> {
  const service = startService(options);
  const stop = (signal: NodeJS.Signals): void => {
    stopService(service, signal).catch((error: unknown) => console.error(error));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGHUP', () => stop('SIGTERM'));
  process.on('SIGINT', () => {
    // Ctrl-C in a terminal has reached the service as well: telling it twice would cut its farewell short.
    if (process.stdin.isTTY) setTimeout(() => stop('SIGTERM'), patienceMs).unref();
    else stop('SIGINT');
  });
  if (process.channel !== undefined) {
    process.once('disconnect', () => stop('SIGTERM'));
    process.channel.unref();
  }
  return new Promise((resolve, reject) => {
    service.once('error', reject);
    service.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 1)));
  });
}
