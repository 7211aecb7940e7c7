import { isArchivedClass, isRestored } from '@signpost/oss-protocol/rules';
import { isOssServiceError, type ObjectFacts } from '@signpost/oss-client';
import type { OperationContext, OperationHandler } from '../../operation.ts';
import type { RangeRequest } from '../../../http/parse-range.ts';
import { toAttachment } from '../../../objects/content-disposition.ts';
import { describeObject, openObject, type ObjectQuestion } from '../../../objects/open-object.ts';
import { ProblemError } from '../../../problems/problem-error.ts';

/** The stored bytes, as they are: an object kept compressed arrives compressed, under its own name. */
export const downloadObject: OperationHandler<'downloadObject'> = async (input, context) => {
  if (context.headOnly) {
    const facts = await describeObject(input, context);
    if (isArchivedClass(facts.storageClass ?? '') && !isRestored(facts.restore))
      throw new ProblemError('object-cold');
    return { status: 200, headers: toHeaders(input.key, facts) };
  }
  const { range } = context;
  const object =
    range === undefined ? await openObject(input, context) : await openRange({ ...input, range }, context);
  const part = object.status === 206 ? object.headers.get('content-range') : undefined;
  return {
    status: part === undefined ? 200 : 206,
    headers: { ...toHeaders(input.key, object), ...(part === undefined ? {} : { 'content-range': part }) },
    body: object.body,
  };
};

function toHeaders(key: string, { size, etag, lastModified }: ObjectFacts): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': toAttachment(key),
    'content-security-policy': 'sandbox',
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
    ...(etag === undefined ? {} : { etag: `"${etag}"` }),
    ...(lastModified === undefined ? {} : { 'last-modified': lastModified.toUTCString() }),
    ...(size === undefined ? {} : { 'content-length': String(size) }),
  };
}

/** A part of the content; the whole where that has changed since the reader got the first part. */
async function openRange(
  { range: { bytes, etag }, ...input }: Omit<ObjectQuestion, 'range'> & { range: RangeRequest },
  context: OperationContext,
): ReturnType<typeof openObject> {
  const ifMatch = etag === undefined ? {} : { ifMatch: etag };
  try {
    return await openObject({ ...input, range: bytes, rangeBeyondEnd: 'standard', ...ifMatch }, context);
  } catch (error) {
    if (etag !== undefined && isOssServiceError(error, 'PreconditionFailed'))
      return openObject(input, context);
    if (!isOssServiceError(error, 'InvalidRange')) throw error;
    const { size } = await describeObject(input, context);
    throw new ProblemError('range-not-satisfiable', size === undefined ? {} : { params: { size } });
  }
}
