import type { RequestHandler, Response } from 'express';
import type { OperationName, Scope } from '@signpost/api-contract';
import { refusalAction } from '../audit/audit-actions.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { OperationContext } from './operation.ts';
import { recordAfter, type Asker } from './record-event.ts';

/** Who asked, and for what. */
export interface Asked {
  asker: Asker & Pick<OperationContext, 'log'>;
  operation: OperationName;
  scope: Scope;
}

const asked = new WeakMap<Response, Asked>();

/** Notes who asks as soon as that is known, for {@link recordRefusals}. */
export function noteAsked(res: Response, what: Asked): void {
  asked.set(res, what);
}

/** Has the audit log know of requests that were refused for want of a right. They are answered as before. */
export function recordRefusals(handler: RequestHandler): RequestHandler {
  return async (req, res, next) => {
    try {
      await handler(req, res, next);
    } catch (error) {
      const known = asked.get(res);
      if (known !== undefined && error instanceof ProblemError && error.code === 'right-missing')
        await recordRefusal(known, error);
      throw error;
    }
  };
}

async function recordRefusal({ asker, operation, scope }: Asked, error: ProblemError): Promise<void> {
  const right = error.parts.params?.['right'];
  await recordAfter(asker, {
    action: refusalAction,
    outcome: 'refused',
    ...scope,
    details: { operation, ...(right === undefined ? {} : { right }) },
  });
}
