import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SetupError } from '../config/setup-error.ts';

const fastMs = 15_000;
const immediateMs = 10_000;

/**
 * Stops the PostgreSQL of a console that was killed: it may still work on the folder, or be about to end. Our own lock
 * on the data folder is held, so nobody else uses it.
 */
export async function stopPrevious(data: string): Promise<void> {
  const pid = readPid(data);
  if (pid === undefined || !isServerOf(pid, data)) return;
  for (const { signal, ms } of [
    { signal: 'SIGINT', ms: fastMs },
    { signal: 'SIGQUIT', ms: immediateMs },
  ] as const) {
    process.kill(pid, signal);
    const until = performance.now() + ms;
    while (isServerOf(pid, data)) {
      if (performance.now() > until) break;
      await pause(50);
    }
    if (!isServerOf(pid, data)) return;
  }
  throw new SetupError(
    `The PostgreSQL of an earlier Signpost (process ${pid}) still holds ${data} and does not end: stop it first.`,
  );
}

function readPid(data: string): number | undefined {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** A process id may have been given to another program since: only one that names the folder is meant. */
function isServerOf(pid: number, data: string): boolean {
  const line = readCommandLine(pid);
  return line.includes('postgres') && line.includes(data);
}

/** Empty for a process that is no more, or only waits to be collected. */
export function readCommandLine(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
