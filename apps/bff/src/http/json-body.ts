import express, { type RequestHandler } from 'express';
import { invalidRequest } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';

const kib = 1024;

/** Longest body of an ordinary write: a key, a target and 8 KB of metadata fit many times. */
export const bodyLimit = 64 * kib;

/** Longest body that resolves many links: 50 keys and targets of 1,023 bytes each. */
export const resolveLimit = 256 * kib;

/** Longest body that makes a plan: a CSV file of 100,000 links with long names. */
export const planLimit = 32 * kib * kib;

const json = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads a JSON body and refuses every other kind. Compressed bodies are refused: nobody needs them for 64 KiB. */
export function jsonBody(limit: number, types = json): RequestHandler {
  const read = express.json({
    limit,
    type: () => true,
    strict: true,
    inflate: false,
    reviver: refusePrototype,
  });
  return (req, res, next) => {
    if (!types.test(req.get('content-type') ?? '')) {
      next(new ProblemError('media-type-unsupported'));
      return;
    }
    read(req, res, (error?: unknown) => {
      next(error === undefined ? undefined : toBodyProblem(error));
    });
  };
}

/** A member of this name would vanish on its way through objects, and nothing may vanish silently. */
function refusePrototype(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('__proto__ is not taken as a name');
  return value;
}

function toBodyProblem(error: unknown): ProblemError {
  const type = (error as { type?: string }).type;
  switch (type) {
    case 'entity.too.large':
      return new ProblemError('body-too-large');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new ProblemError('media-type-unsupported');
    default:
      return invalidRequest('#', 'not-json');
  }
}
