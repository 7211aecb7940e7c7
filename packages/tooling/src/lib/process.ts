import { spawn, type ChildProcess } from 'node:child_process';
import { withoutSecrets } from '../bootstrap/without-secrets.mjs';
import { repositoryRoot } from './repository.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Default: ours without secrets. */
  readonly env?: NodeJS.ProcessEnv;
  /** After so long the program is killed; none of ours works for minutes in silence. */
  readonly timeoutMs?: number;
  /** Default: nothing. */
  readonly input?: 'ignore' | 'inherit';
}

export interface RunResult {
  readonly code: number;
  /** stdout and stderr in the order they came. */
  readonly output: string;
}

const running = new Set<ChildProcess>();

// However this process ends, short of SIGKILL, nothing it started stays behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs a program to its end and keeps what it printed. */
export function capture(command: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = start(command, { timeoutMs: 300_000, ...options }, ['ignore', 'pipe', 'pipe']);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const output = Buffer.concat(chunks).toString();
      resolve({
        code: code ?? 1,
        output: code === null ? `${output}\n${command.join(' ')} was killed` : output,
      });
    });
  });
}

/** Runs a program to its end on our own terminal and answers its exit code. */
export function passThrough(command: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = start(command, options, [options.input ?? 'ignore', 'inherit', 'inherit']);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function start(
  command: readonly string[],
  options: RunOptions,
  stdio: ('ignore' | 'pipe' | 'inherit')[],
): ChildProcess {
  const [program, ...args] = command;
  if (program === undefined) throw new Error('An empty command cannot be run');
  const child = spawn(program, args, {
    cwd: options.cwd ?? repositoryRoot,
    env: options.env ?? withoutSecrets(process.env),
    stdio,
    ...(options.timeoutMs === undefined
      ? {}
      : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** How long children may take to put away what they started themselves: browsers, servers, temporary folders. */
const patienceMs = 5000;

/** Ends what was started here when this process is told to end, or when the process that started it is gone. */
export function stopChildrenWithUs(): void {
  const stop = (code: number) => {
    const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of running) child.kill('SIGTERM');
    setTimeout(() => process.exit(code), patienceMs);
    Promise.all(ends).then(
      () => process.exit(code),
      () => process.exit(code),
    );
  };
  process.once('SIGINT', () => stop(130));
  process.once('SIGTERM', () => stop(143));
  process.once('SIGHUP', () => stop(129));
  // The channel to run.mjs closes when that process ends, even when it was killed outright.
  if (process.channel !== undefined) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel.unref();
  }
}
