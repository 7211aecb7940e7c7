import { setTimeout as pause } from 'node:timers/promises';
import type { ConsoleApi } from './console-api.ts';

const connection = 'default';

interface Coverage {
  state: string;
  keys: number;
  calls: number;
}

/** Has a bucket scanned by the console, and waits for its end. */
export async function scanBucket(api: ConsoleApi, bucket: string): Promise<Coverage> {
  const scope = { connection, bucket };
  await api.write('POST', '/api/v1/index/scan', { body: scope });
  for (;;) {
    const { scan, coverage } = await api.get<{ scan: { state: string }; coverage: Coverage }>(
      '/api/v1/index/scan',
      scope,
    );
    if (scan.state === 'ended' && coverage.state === 'complete') return coverage;
    if (scan.state === 'cancelled' || coverage.state === 'failed' || coverage.state === 'partial')
      throw new Error(`The scan ended as ${coverage.state}.`);
    await pause(100);
  }
}
