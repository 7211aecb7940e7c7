import {
  csrfHeader,
  idempotencyHeader,
  operations,
  problemSchema,
  type AnswerOf,
  type BodyOf,
  type Operation,
  type OperationName,
  type Problem,
  type QueryOf,
} from '@signpost/api-contract';
import type * as z from 'zod/mini';
import { ConnectionError, RefusedError, UsageError } from './failures.ts';
import type { Terminal } from './terminal.ts';

/** What one call carries. */
export interface CallParts<N extends OperationName> {
  query?: QueryOf<N>;
  body?: BodyOf<N>;
  /** Token of the state that was seen. */
  ifMatch?: string;
  ifNoneMatch?: '*';
}

/** The API of one console, derived from the operation table. */
export interface ApiClient {
  /** Address of the console, without its last slash. */
  server: string;
  /** @throws RefusedError, ConnectionError; UsageError for input that the contract does not take */
  call<N extends OperationName>(name: N, parts: CallParts<N>): Promise<AnswerOf<N>>;
  /** The bytes of an operation whose answer is a stream. @throws like `call` */
  stream<N extends OperationName>(name: N, parts: CallParts<N>): Promise<ReadableStream<Uint8Array>>;
}

interface ClientOptions extends Pick<Terminal, 'fetch' | 'sleep'> {
  server: string;
  token: string | undefined;
}

/** Longer than a write to OSS may take. */
const patienceMs = 120_000;
/** Pauses before a call is repeated whose answer was lost. */
const pausesMs = [250, 1000, 3000];

/** Problems that are over in a moment, with nothing done. */
const passing: ReadonlySet<string> = new Set([
  'shutting-down',
  'database-unavailable',
  'request-in-progress',
]);

export function createApiClient(options: ClientOptions): ApiClient {
  return {
    server: options.server,
    async call(name, parts) {
      const row: Operation = operations[name];
      // All tries carry one key: what was done already is not done again.
      const key = row.keyed === true ? crypto.randomUUID() : undefined;
      return repeat(options, row.method === 'GET' || key !== undefined, async () => {
        const response = await send(options, row, { ...parts, key });
        const answer = await readJson(options.server, response);
        return parse(row.answer, answer, () => notOurs(options.server, response)) as AnswerOf<typeof name>;
      });
    },
    async stream(name, parts) {
      const row: Operation = operations[name];
      return repeat(options, row.method === 'GET', async () => {
        const response = await send(options, row, parts);
        if (response.body === null) throw notOurs(options.server, response);
        return response.body;
      });
    },
  };
}

/** Repeats what may be repeated when the connection was lost or the console is about to be back. */
async function repeat<T>({ sleep }: ClientOptions, mayRepeat: boolean, work: () => Promise<T>): Promise<T> {
  for (const pause of mayRepeat ? pausesMs : []) {
    try {
      return await work();
    } catch (error) {
      const isPassing =
        error instanceof LostAnswer || (error instanceof RefusedError && passing.has(error.problem.code));
      if (!isPassing) throw error;
      await sleep(pause);
    }
  }
  return work();
}

/** Nothing tells whether the console has done what was asked. */
class LostAnswer extends ConnectionError {}

async function send<N extends OperationName>(
  { server, token, fetch }: ClientOptions,
  row: Operation,
  { query, body, ifMatch, ifNoneMatch, key }: CallParts<N> & { key?: string | undefined },
): Promise<Response> {
  if (row.query !== undefined) parse(row.query, query, toUsage);
  if (row.body !== undefined) parse(row.body, body, toUsage);
  const search = new URLSearchParams(query as Record<string, string> | undefined).toString();
  let response: Response;
  try {
    response = await fetch(`${server}${row.path}${search === '' ? '' : `?${search}`}`, {
      method: row.method,
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(row.method === 'GET' ? {} : { [csrfHeader.name]: csrfHeader.value }),
        ...(row.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { [idempotencyHeader]: key }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect would carry the token, and a write, to an address that nobody named.
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw new LostAnswer(`${server} does not answer: ${toReason(error)}.`);
  }
  if (response.ok) return response;
  throw await toFailure(server, response);
}

async function toFailure(server: string, response: Response): Promise<Error> {
  if (response.status >= 300 && response.status < 400)
    return new ConnectionError(
      `${server} redirects to another address, maybe a sign-in page: give the address of the console itself in SIGNPOST_SERVER.`,
    );
  const answer = await readJson(server, response);
  return new RefusedError(parse(problemSchema, answer, () => notOurs(server, response)) as Problem);
}

async function readJson(server: string, response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(?:problem\+)?json\b/.test(type)) throw notOurs(server, response);
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new LostAnswer(`The connection to ${server} was lost: ${toReason(error)}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw notOurs(server, response);
  }
}

function notOurs(server: string, { status }: Response): ConnectionError {
  return new ConnectionError(
    `What answers at ${server} is no Signpost console that this command knows (status ${status}): check SIGNPOST_SERVER or --server.`,
  );
}

function parse(schema: z.ZodMiniType | undefined, value: unknown, fail: (where: string) => Error): unknown {
  if (schema === undefined) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw fail(result.error.issues.map(({ path }) => path.map(String).join('/')).join(', '));
}

function toUsage(where: string): UsageError {
  return new UsageError(`The API does not take this value: ${where}.`);
}

/** Why a request failed, in one line; undici hides it in the cause. */
function toReason(error: unknown): string {
  const { cause, name } = error as { cause?: NodeJS.ErrnoException; name?: string };
  if (name === 'TimeoutError') return `no answer within ${patienceMs / 1000} seconds`;
  const code = cause?.code ?? '';
  const known: Record<string, string> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection broke',
    UND_ERR_SOCKET: 'the connection broke',
    ENOTFOUND: 'there is no host of this name',
    EAI_AGAIN: 'its name cannot be looked up',
    ETIMEDOUT: 'the connection took too long',
    UND_ERR_CONNECT_TIMEOUT: 'the connection took too long',
  };
  return known[code] ?? (code === '' ? 'the request failed' : code);
}
