import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const name = /^bench-run-(\d+)$/;

/** A folder of this process, empty. What runs that were killed have left behind (a million keys are large) goes first. */
export function makeRunFolder(parent: string): string {
  for (const entry of existsSync(parent) ? readdirSync(parent) : []) {
    const pid = Number(name.exec(entry)?.[1]);
    if (!Number.isNaN(pid) && !isAlive(pid))
      rmSync(path.join(parent, entry), { recursive: true, force: true });
  }
  const folder = path.join(parent, `bench-run-${String(process.pid)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
