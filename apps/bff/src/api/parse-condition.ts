import type { Operation } from '@signpost/api-contract';
import type { Request } from 'express';
import { invalidRequest } from '../problems/invalid-request.ts';
import type { Precondition } from '../writes/write-request.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** Reads `If-Match` and `If-None-Match` as the operation demands them; 428 when the caller did not say what it saw. */
export function parseCondition(req: Request, kind: Operation['condition']): Precondition | undefined {
  if (kind === undefined) return undefined;
  const match = req.get('if-match')?.trim();
  const noneMatch = req.get('if-none-match')?.trim();
  if (match !== undefined && noneMatch !== undefined) throw invalidRequest('#/headers/if-match', 'condition');
  if (kind === 'create' && noneMatch !== undefined) {
    if (noneMatch !== '*') throw invalidRequest('#/headers/if-none-match', 'condition');
    return { expect: 'nothing' };
  }
  if (match === undefined) throw new ProblemError('precondition-required');
  const token = /^"?([\w.-]{1,512})"?$/.exec(match)?.[1];
  if (token === undefined) throw invalidRequest('#/headers/if-match', 'condition');
  return { expect: 'seen', token };
}
