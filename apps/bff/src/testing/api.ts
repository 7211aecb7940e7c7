import {
  csrfHeader,
  operations,
  type AnswerOf,
  type BodyOf,
  type OperationName,
  type Problem,
  type QueryOf,
  type WriteView,
} from '@signpost/api-contract';

import { checkDocumented } from './documented.ts';

/** What a call answered: the parsed answer, or the problem. */
export type Answered<N extends OperationName> =
  | { ok: true; status: number; body: AnswerOf<N>; headers: Headers }
  | { ok: false; status: number; problem: Problem; headers: Headers };

export interface CallParts<N extends OperationName> {
  query?: QueryOf<N>;
  body?: BodyOf<N>;
  ifMatch?: string;
  ifNoneMatch?: '*';
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Calls the API as an integrator would, and holds every answer against the OpenAPI document. */
export async function callApi<N extends OperationName>(
  base: string,
  name: N,
  parts: CallParts<N> = {},
): Promise<Answered<N>> {
  const row = operations[name];
  const search = new URLSearchParams(parts.query as Record<string, string> | undefined).toString();
  const response = await fetch(`${base}${row.path}${search === '' ? '' : `?${search}`}`, {
    method: row.method,
    headers: {
      ...(row.method === 'GET'
        ? {}
        : { [csrfHeader.name]: csrfHeader.value, 'content-type': 'application/json' }),
      ...(parts.ifMatch === undefined ? {} : { 'if-match': `"${parts.ifMatch}"` }),
      ...(parts.ifNoneMatch === undefined ? {} : { 'if-none-match': parts.ifNoneMatch }),
      ...parts.headers,
    },
    ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    ...(parts.signal === undefined ? {} : { signal: parts.signal }),
  });
  const { status, headers } = response;
  const answer: unknown = await response.json();
  checkDocumented(row, { status, code: (answer as { code?: string }).code });
  return response.ok
    ? { ok: true, status, body: answer as AnswerOf<N>, headers }
    : { ok: false, status, problem: answer as Problem, headers };
}

/** The answer of a call that has to succeed. */
export async function expectOk<N extends OperationName>(
  base: string,
  name: N,
  parts: CallParts<N> = {},
): Promise<AnswerOf<N>> {
  const answered = await callApi(base, name, parts);
  if (!answered.ok)
    throw new Error(`${name} answered ${answered.status}: ${JSON.stringify(answered.problem)}`);
  return answered.body;
}

/** The problem of a call that has to fail. */
export async function expectProblem<N extends OperationName>(
  base: string,
  name: N,
  parts: CallParts<N> = {},
): Promise<Problem> {
  const answered = await callApi(base, name, parts);
  if (answered.ok) throw new Error(`${name} answered ${answered.status} although it had to fail`);
  return answered.problem;
}

/** The key as a write sees it, with the token that the write needs. */
export async function readForWrite(
  bffUrl: string,
  place: { connection: string; bucket: string; key: string },
): Promise<WriteView> {
  const { connection, bucket, key } = place;
  return (await expectOk(bffUrl, 'preflight', { body: { action: 'delete', connection, bucket, key } })).now;
}
