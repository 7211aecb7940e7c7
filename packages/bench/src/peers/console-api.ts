import { Pool } from 'undici';

/** The console's API as a script uses it. */
export interface ConsoleApi {
  get<T>(path: string, query: Readonly<Record<string, string>>): Promise<T>;
  /** @throws Error with the answer for any status but 200 or 201 */
  write<T>(
    method: 'POST' | 'PATCH',
    path: string,
    request: { body: object; ifMatch?: string; ifNoneMatch?: '*' },
  ): Promise<T>;
  close(): Promise<void>;
}

export function connectConsole(url: string, connections: number): ConsoleApi {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const ask = async <T>(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<T> => {
    const answer = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body }) });
    if (answer.statusCode !== 200 && answer.statusCode !== 201) {
      throw new Error(
        `${method} ${path} was answered ${String(answer.statusCode)}: ${await answer.body.text()}`,
      );
    }
    return (await answer.body.json()) as T;
  };
  return {
    get: (path, query) => ask('GET', `${path}?${new URLSearchParams(query).toString()}`),
    write: (method, path, { body, ifMatch, ifNoneMatch }) =>
      ask(method, path, {
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'x-signpost-csrf': '1',
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
          ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
        },
      }),
    close: () => pool.close(),
  };
}
