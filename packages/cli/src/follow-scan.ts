import type { CommandCall } from './command.ts';
import { parseCount } from './command.ts';
import { createProgress } from './progress.ts';
import { isOver, toScanStep, type ScanReport } from './scan-text.ts';

const pauseMs = 1000;

interface FollowOptions {
  place: { connection: string; bucket: string };
  /** What `--timeout` says, in seconds. */
  timeout: string | undefined;
}

/** How following a scan ended, and the scan as it was last. */
export interface Followed {
  report: ScanReport;
  end: 'over' | 'timeout' | 'interrupted';
}

/** Follows a scan until it is over, the time is, or somebody interrupts the command, and tells how it goes meanwhile. */
export async function followScan(
  { api, terminal }: Pick<CommandCall, 'api' | 'terminal'>,
  begun: ScanReport,
  { place, timeout }: FollowOptions,
): Promise<Followed> {
  const { now, sleep } = terminal;
  const until = now() + (timeout === undefined ? Infinity : parseCount('timeout', timeout) * 1000);
  const progress = createProgress(terminal);
  const first = { at: now(), keys: begun.scan.keys ?? 0 };
  const interruption = new AbortController();
  let report = begun;
  const show = (): void => progress.show(toScanStep(report, first, now()));
  async function follow(): Promise<Followed['end']> {
    while (!isOver(report)) {
      if (now() >= until) return 'timeout';
      show();
      await sleep(Math.min(pauseMs, Math.max(0, until - now())));
      if (interruption.signal.aborted) return 'interrupted';
      const next = await api.call('getScan', { query: place });
      if (interruption.signal.aborted) return 'interrupted';
      report = next;
    }
    if (report !== begun) show();
    return 'over';
  }
  // Before anything is told of the scan: whoever reads that may interrupt at once.
  const interrupted = terminal.interrupted().then(() => {
    interruption.abort();
    return 'interrupted' as const;
  });
  const end = await Promise.race([follow(), interrupted]);
  progress.end();
  return { report, end };
}
