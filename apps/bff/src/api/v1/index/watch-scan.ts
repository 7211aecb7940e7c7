import { operations } from '@signpost/api-contract';
import { readScanStamp } from '../../../link-index/read-scan-stamp.ts';
import { answerScan } from '../../answer-scan.ts';
import { demandRight } from '../../demand-right.ts';
import { streamChanges } from '../../stream-changes.ts';
import type { OperationHandler } from '../../operation.ts';

const openStates: ReadonlySet<string> = new Set(['running', 'paused', 'finishing']);

/** The scan of a bucket, on whichever console it is made, each time that it has come further, until it has ended. */
export const watchScan: OperationHandler<'watchScan'> = async (input, context) => {
  const { connection: name, bucket } = input;
  const connection = context.services.connections.get(name);
  return streamChanges(context, {
    id: `scan ${connection.config.id} ${bucket}`,
    event: 'scan',
    since: context.lastEventId,
    stamp: () => readScanStamp(connection, bucket),
    demand: ({ permit }) => demandRight(permit, operations.watchScan, { connection: name, bucket }),
    async read(_stamp, now) {
      const data = operations.getScan.answer.parse(await answerScan(input, now));
      // The console that makes it tells a moment later how it ended.
      const hasEnded = !openStates.has(data.scan.state) && data.coverage.state !== 'scanning';
      return { data, hasEnded };
    },
  });
};
