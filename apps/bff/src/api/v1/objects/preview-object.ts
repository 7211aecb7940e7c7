import { Readable } from 'node:stream';
import { decodeText } from '@signpost/link-model/text';
import type { GetObjectResult } from '@signpost/oss-client';
import type { OperationHandler, StreamAnswer } from '../../operation.ts';
import { gunzipStart } from '../../../objects/gunzip-start.ts';
import { openObject } from '../../../objects/open-object.ts';
import { readStart } from '../../../objects/read-start.ts';
import { sniffImage, type ImageType } from '../../../objects/sniff-image.ts';
import { ProblemError } from '../../../problems/problem-error.ts';

/** As much of a text as is shown. */
const mostText = 256 * 1024;
/** Larger pictures are downloaded, not shown. */
const mostImage = 16 * 1024 * 1024;

/**
 * The beginning of a text, or a picture. What it is, is told by its bytes; HTML and SVG are text here, and the answer
 * is sandboxed so that no browser ever makes a document of it.
 */
export const previewObject: OperationHandler<'previewObject'> = async (input, context) => {
  const object = await openObject({ ...input, range: { first: 0, last: mostText - 1 } }, context);
  const start = await readStart(object.body, mostText);
  const image = sniffImage(start);
  if (image !== undefined) {
    if (start.length < mostText) return answerImage(image, Readable.from([start]));
    const whole = await openObject(input, context);
    if (whole.size === undefined || whole.size > mostImage) {
      whole.body.destroy();
      throw new ProblemError('preview-unsupported', { params: { reason: 'too-large' } });
    }
    return answerImage(image, whole.body);
  }
  return answerText(object, start);
};

function answerImage(type: ImageType, body: Readable): StreamAnswer {
  return { status: 200, headers: { ...safeHeaders, 'content-type': type }, body };
}

async function answerText(object: GetObjectResult, start: Uint8Array): Promise<StreamAnswer> {
  const isCut = start.length >= mostText;
  const isZipped =
    /^gzip$/i.test(object.httpHeaders.contentEncoding ?? '') || (start[0] === 0x1f && start[1] === 0x8b);
  const unpacked = isZipped ? await gunzipStart(start, mostText) : undefined;
  const bytes = unpacked?.bytes ?? start;
  const cut = isCut || unpacked?.cut === true;
  const decoded = decodeText(bytes, { cut, contentType: object.httpHeaders.contentType });
  if ('not' in decoded) throw new ProblemError('preview-unsupported', { params: { reason: decoded.not } });
  return {
    status: 200,
    headers: {
      ...safeHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'x-signpost-preview': cut ? 'beginning' : 'whole',
      'x-signpost-charset': decoded.charset,
      ...(unpacked === undefined ? {} : { 'x-signpost-unpacked': 'gzip' }),
    },
    body: Readable.from([Buffer.from(decoded.text, 'utf8')]),
  };
}

const safeHeaders = {
  'content-security-policy': "sandbox; default-src 'none'",
  'content-disposition': 'inline',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
