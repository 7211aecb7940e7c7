import { answerScan } from '../../answer-scan.ts';
import type { OperationHandler } from '../../operation.ts';

export const getScan: OperationHandler<'getScan'> = answerScan;
