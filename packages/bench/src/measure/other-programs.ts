import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Cores that other programs keep busy while this one waits: above a fraction of one, ratios say little. */
export async function coresUsedByOthers(forMs: number): Promise<number> {
  const before = readTimes();
  await pause(forMs);
  const after = readTimes();
  const busy = after.busy - before.busy;
  const all = after.all - before.all;
  return all === 0 ? 0 : (busy / all) * cpus().length;
}

function readTimes(): { busy: number; all: number } {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const sum = times.user + times.nice + times.sys + times.irq + times.idle;
    all += sum;
    busy += sum - times.idle;
  }
  return { busy, all };
}
