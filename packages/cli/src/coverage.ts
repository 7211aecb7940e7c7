import type { Coverage } from '@signpost/api-contract';
import { ConnectionError, UsageError } from './failures.ts';
import type { CommandCall } from './command.ts';

const pauseMs = 1000;

/** The index of a bucket, read first where that is asked for. @throws UsageError where nothing is known of the bucket */
export async function readCoverage(
  { api, terminal }: Pick<CommandCall, 'api' | 'terminal'>,
  { connection, bucket, scan }: { connection: string; bucket: string; scan: boolean },
): Promise<Coverage> {
  if (scan) await api.call('startScan', { body: { connection, bucket } });
  for (;;) {
    const { items } = await api.call('listCoverage', { query: { connection, bucket } });
    const [coverage] = items;
    if (coverage === undefined) throw new ConnectionError('The console does not tell what it has read.');
    if (coverage.state === 'scanning') {
      await terminal.sleep(pauseMs);
      continue;
    }
    if (coverage.state === 'not-scanned' || coverage.state === 'elsewhere' || coverage.state === 'failed')
      throw new UsageError(
        `The console has not read ${bucket} (${coverage.state}): say --scan to have it read first.`,
      );
    return coverage;
  }
}

/** Says what a list may lack. */
export function warnOfGaps({ stderr }: CommandCall['terminal'], coverages: readonly Coverage[]): void {
  for (const { bucket, state } of coverages)
    if (state !== 'complete')
      stderr.write(`signpost: ${bucket} is ${state} in the index: links may be lacking\n`);
}
