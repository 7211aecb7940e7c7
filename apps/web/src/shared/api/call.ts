import {
  csrfHeader,
  releaseHeader,
  routes,
  type AnswerOf,
  type BodyOf,
  type OperationName,
  type QueryOf,
} from '@signpost/api-contract';
import { getBasePath } from '../lib/base-path.ts';
import { ApiError } from './api-error.ts';
import { noteRelease } from './release.ts';
import { toToldError } from './problem-texts.ts';

type Part<Name extends string, T> = [T] extends [undefined]
  ? { [K in Name]?: undefined }
  : { [K in Name]: T };

/** What one call takes: query and body as the contract says, an abort signal, and for writes what the user saw. */
export type CallInput<N extends OperationName> = Part<'query', QueryOf<N>> &
  Part<'body', BodyOf<N>> & {
    signal?: AbortSignal;
    /** The token of the state the user saw; `absent` stands for `If-None-Match: *`. */
    condition?: { ifMatch: string } | 'absent';
  };

/** Operations of the console; those on accounts have routes of their own. */
export type RoutedName = keyof typeof routes;

/** Path and query of an operation, for calls and for plain links (download, preview). */
export function toOperationUrl<N extends RoutedName>(name: N, query: QueryOf<N>): string {
  return toUrl(routes[name].path, query);
}

function toUrl(route: string, query: unknown): string {
  const search = new URLSearchParams();
  for (const [member, value] of Object.entries(query ?? {})) {
    if (typeof value === 'string') search.set(member, value);
  }
  const text = search.toString();
  const path = `${getBasePath()}${route.slice(1)}`;
  return text === '' ? path : `${path}?${text}`;
}

/**
 * Calls one operation of the contract. The server checks its answers against the schemas; here it is enough that the
 * answer is the server's. Throws {@link ApiError}; an abort stays an `AbortError`.
 */
export function call<N extends RoutedName>(name: N, input: CallInput<N>): Promise<AnswerOf<N>> {
  return callRoute<N>(routes[name], input);
}

/** The same for an operation whose route only some pages load. */
export async function callRoute<N extends OperationName>(
  route: { method: string; path: string },
  input: CallInput<N>,
): Promise<AnswerOf<N>> {
  const response = await send(toUrl(route.path, input.query), {
    method: route.method,
    headers: toHeaders(route.method, input),
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
    credentials: 'same-origin',
    cache: 'no-store',
  });
  return toAnswer<N>({
    status: response.status,
    release: response.headers.get(releaseHeader),
    body: await readJson(response),
  });
}

/** Calls an operation that answers with a file. Throws {@link ApiError}. */
export async function callForFile<N extends RoutedName>(name: N, input: CallInput<N>): Promise<Blob> {
  const route = routes[name];
  const response = await send(toOperationUrl(name, input.query as QueryOf<N>), {
    method: route.method,
    headers: toHeaders(route.method, input),
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (!response.ok) throw await toToldError(response.status, await readJson(response));
  try {
    return await response.blob();
  } catch (cause) {
    throw new ApiError('network', { retryable: true, cause });
  }
}

/** The body of a successful answer. Throws what a failed one says, and refuses what does not come from our server. */
export async function toAnswer<N extends OperationName>({
  status,
  release,
  body,
}: {
  status: number;
  release: string | null;
  body: unknown;
}): Promise<AnswerOf<N>> {
  if (status < 200 || status > 299) throw await toToldError(status, body);
  if (release === null || typeof body !== 'object' || body === null)
    throw new ApiError('answer-invalid', { status });
  noteRelease(release);
  return body as AnswerOf<N>;
}

function toHeaders(
  method: string,
  input: { body?: unknown; condition?: { ifMatch: string } | 'absent' },
): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (input.body !== undefined) headers.set('content-type', 'application/json');
  if (method !== 'GET') headers.set(csrfHeader.name, csrfHeader.value);
  if (input.condition === 'absent') headers.set('if-none-match', '*');
  else if (input.condition !== undefined) headers.set('if-match', `"${input.condition.ifMatch}"`);
  return headers;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new ApiError('network', { retryable: true, cause });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    return undefined;
  }
}
