import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { ProblemError } from '../problems/problem-error.ts';

/** Bytes of a length that was said beforehand. */
export interface UploadBody {
  stream: Readable;
  length: number;
}

/** The body as bytes of a known length, not read yet: what OSS does not take, nobody has to send. */
export function parseUpload(req: Request, maxBytes: number): UploadBody {
  if (!/^application\/octet-stream$/i.test(req.get('content-type') ?? '')) {
    throw new ProblemError('media-type-unsupported');
  }
  const length = req.get('content-length');
  if (length === undefined || !/^[0-9]{1,15}$/.test(length)) throw new ProblemError('length-required');
  if (Number(length) > maxBytes) throw new ProblemError('body-too-large');
  return { stream: req, length: Number(length) };
}
