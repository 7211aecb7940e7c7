import { callApi } from './api.ts';
import { sendRaw, type RawAnswer } from './raw-request.ts';

/** A browser of which only the cookies matter; those of each site are kept apart. */
export interface TestBrowser {
  open(url: string, init?: RequestInit): Promise<Response>;
  /** Follows a link of another site. @returns the page */
  arrive(url: string): Promise<RawAnswer>;
  /** What it would send to an address. */
  cookie(url: string): string;
}

/** What browsers send when a page of another site leads to an address. */
export const foreignNavigation = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

export function startBrowser(): TestBrowser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { hostname } = new URL(url);
    const jar = jars.get(hostname) ?? new Map<string, string>();
    jars.set(hostname, jar);
    return jar;
  };
  const cookie = (url: string): string =>
    [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookie,
    async open(url, init = {}) {
      const answer = await fetch(url, {
        redirect: 'manual',
        ...init,
        headers: { ...(init.headers as Record<string, string> | undefined), cookie: cookie(url) },
      });
      keep(jarOf(url), answer.headers.getSetCookie());
      return answer;
    },
    async arrive(url) {
      const answer = await sendRaw(url, { headers: { ...foreignNavigation, cookie: cookie(url) } });
      keep(jarOf(url), answer.headers['set-cookie'] ?? []);
      return answer;
    },
  };
}

/** Presses the button of the sign-in page. @returns the address at the provider */
export async function beginAtProvider(bffUrl: string, browser: TestBrowser, to?: string): Promise<URL> {
  const answer = await browser.open(`${bffUrl}/api/v1/session/provider`, {
    method: 'POST',
    headers: { 'x-signpost-csrf': '1', 'content-type': 'application/json' },
    body: JSON.stringify(to === undefined ? {} : { to }),
  });
  if (!answer.ok) throw new Error(`the sign-in did not begin: ${await answer.text()}`);
  return new URL(((await answer.json()) as { url: string }).url);
}

/** Says at the page of the provider who one is. @returns the address of the callback, which is not opened */
export async function signInAtProvider(
  browser: TestBrowser,
  { url, sub }: { url: URL; sub?: string },
): Promise<URL> {
  let at = url;
  // Redirects within the provider, its page, and back.
  for (let steps = 0; steps < 10; steps += 1) {
    const isPage = at.pathname.startsWith('/interaction/');
    const form = sub === undefined ? { cancel: 'yes' } : { sub };
    // oxlint-disable-next-line no-await-in-loop -- each answer leads to the next request
    const answer = await browser.open(
      at.href,
      isPage ? { method: 'POST', body: new URLSearchParams(form) } : {},
    );
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`the provider answered ${answer.status}`);
    at = new URL(next, at);
    if (at.pathname.endsWith('/api/v1/sign-in/callback')) return at;
  }
  throw new Error('the provider does not lead back');
}

/** Comes back to the console. @returns where its page goes on to */
export async function comeBack(browser: TestBrowser, callback: URL): Promise<URL> {
  const { status, text } = await browser.arrive(callback.href);
  const next = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(text)?.[1];
  if (next === undefined) throw new Error(`the callback answered ${status}: ${text}`);
  return new URL(next.replaceAll('&amp;', '&'), callback);
}

/** Who is signed in. */
export async function sessionOf(bffUrl: string, browser: TestBrowser) {
  const answer = await callApi(bffUrl, 'getSession', { headers: { cookie: browser.cookie(bffUrl) } });
  return answer.ok ? answer.body : answer.problem;
}

function keep(jar: Map<string, string>, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name);
    else jar.set(name, value);
  }
}
