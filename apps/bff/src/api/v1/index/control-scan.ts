import { ProblemError } from '../../../problems/problem-error.ts';
import { answerScan } from '../../answer-scan.ts';
import { recordAfter } from '../../record-event.ts';
import type { OperationHandler } from '../../operation.ts';

export const controlScan: OperationHandler<'controlScan'> = async (input, context) => {
  const { indexes } = context.services.connections.get(input.connection);
  if (!(await indexes.control(input.bucket, input.do))) {
    const { scan } = await answerScan(input, context);
    throw new ProblemError('scan-not-open', { params: { state: scan.state } });
  }
  const { connection, bucket } = input;
  await recordAfter(context, { action: `scan.${input.do}`, outcome: 'done', connection, bucket });
  return answerScan(input, context);
};
