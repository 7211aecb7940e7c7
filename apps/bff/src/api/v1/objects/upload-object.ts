import type { OperationHandler } from '../../operation.ts';
import { toWriter } from '../../to-writer.ts';
import { storeObject } from '../../../objects/upload-object.ts';
import { ProblemError } from '../../../problems/problem-error.ts';

export const uploadObject: OperationHandler<'uploadObject'> = async (input, context) => {
  const { connection, bucket, key, contentType, proofEtag, proofSize, reason } = input;
  const { condition, upload, signal } = context;
  if (condition === undefined || upload === undefined) throw new ProblemError('precondition-required');
  const proof =
    proofEtag === undefined || proofSize === undefined
      ? undefined
      : { etag: proofEtag, size: Number(proofSize) };
  return storeObject(
    toWriter(context, connection),
    { bucket, key, contentType, signal, body: upload },
    { condition, accept: [], proof, ...(reason === undefined ? {} : { reason }) },
  );
};
