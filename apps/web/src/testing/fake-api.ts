import {
  operations,
  problemStatus,
  releaseHeader,
  type AnswerOf,
  type BodyOf,
  type OperationName,
  type Problem,
  type ProblemCode,
  type QueryOf,
} from '@signpost/api-contract';
import { expect, onTestFinished, vi } from 'vitest';

/** One request that the page sent. */
export interface SentRequest<N extends OperationName> {
  query: QueryOf<N>;
  body: BodyOf<N>;
  headers: Headers;
}

/** An answer that is no success: the problem with its status. */
export class Refusal {
  readonly problem: Problem;

  constructor(code: ProblemCode, more: Partial<Problem> = {}) {
    const status = problemStatus[code];
    this.problem = { type: 'about:blank', title: code, status, code, retryable: false, ...more };
  }
}

/** The connection broke before an answer came. */
export const lostAnswer = Symbol('lost answer');

/** Bytes and events are answered as they are. */
type Answer<N extends OperationName> = AnswerOf<N> | Response | Refusal | typeof lostAnswer;
type Handler<N extends OperationName> = (request: SentRequest<N>) => Answer<N> | Promise<Answer<N>>;
type Handlers = { [N in OperationName]?: Handler<N> };

interface FakeApi {
  /** Answers an operation differently from now on. */
  answer: (handlers: Handlers) => void;
  /** The requests of one operation, in the order they were sent. */
  sent: <N extends OperationName>(name: N) => readonly SentRequest<N>[];
}

/**
 * Stands in for the HTTP API until the test ends, at `fetch`: what the test answers is parsed by the contract, as at a
 * server. A test that makes the page ask an operation without a handler fails.
 */
export function fakeApi(initial: Handlers): FakeApi {
  let handlers: Handlers = initial;
  const requests: { name: OperationName; request: SentRequest<OperationName> }[] = [];
  const unexpected: string[] = [];

  const respond = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, location.href);
    const name = findOperation(init.method ?? 'GET', url.pathname);
    const handler: Handler<OperationName> | undefined = name && handlers[name];
    if (name === undefined || handler === undefined) {
      unexpected.push(`${init.method ?? 'GET'} ${url.pathname}`);
      return refuse(new Refusal('not-found'));
    }
    const request = {
      query: Object.fromEntries(url.searchParams),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      headers: new Headers(init.headers),
    } as unknown as SentRequest<OperationName>;
    requests.push({ name, request });
    const answer = await handler(request);
    init.signal?.throwIfAborted();
    if (answer === lostAnswer) throw new TypeError('Failed to fetch');
    return toResponse(answer, name);
  };
  vi.stubGlobal('fetch', respond);
  onTestFinished(() => {
    vi.unstubAllGlobals();
    expect(unexpected, 'operations that the test does not answer').toEqual([]);
  });
  return {
    answer: (more) => {
      handlers = { ...handlers, ...more };
    },
    sent: <N extends OperationName>(name: N) =>
      requests.filter((one) => one.name === name).map(({ request }) => request as unknown as SentRequest<N>),
  };
}

function findOperation(method: string, pathname: string): OperationName | undefined {
  const names = Object.keys(operations) as OperationName[];
  return names.find((name) => operations[name].method === method && operations[name].path === pathname);
}

function toResponse(answer: unknown, name: OperationName): Response {
  if (answer instanceof Refusal) return refuse(answer);
  if (answer instanceof Response) return answer;
  const row = operations[name];
  const body = 'answer' in row ? row.answer.parse(answer) : answer;
  return Response.json(body, { headers: { [releaseHeader]: 'test' } });
}

function refuse({ problem }: Refusal): Response {
  return Response.json(problem, {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
