import { ProblemError } from '../../../problems/problem-error.ts';
import { answerScan } from '../../answer-scan.ts';
import type { OperationHandler } from '../../operation.ts';

export const controlScan: OperationHandler<'controlScan'> = async (input, context) => {
  const { indexes } = context.services.connections.get(input.connection);
  if (!(await indexes.control(input.bucket, input.do))) {
    const { scan } = await answerScan(input, context);
    throw new ProblemError('scan-not-open', { params: { state: scan.state } });
  }
  return answerScan(input, context);
};
