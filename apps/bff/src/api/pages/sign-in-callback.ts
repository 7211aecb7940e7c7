import type { Request, RequestHandler } from 'express';
import { toHeaders } from '../../auth/caller.ts';
import type { ResumedSignIn } from '../../auth/provider-sign-in.ts';
import type { Actor } from '../../auth/permit.ts';
import { scopeOf } from '../../http/request-scope.ts';
import { signInCallbackPath } from '../../http/write-guard.ts';
import { ProblemError } from '../../problems/problem-error.ts';
import { toProblem } from '../../problems/to-problem.ts';
import { recordAfter } from '../record-event.ts';
import type { Services } from '../services.ts';

/**
 * Where the browser comes back to from the identity provider. It comes from another site, so that it does not send the
 * session cookie yet: the answer is a page that goes on within the console. Every failure leads to the sign-in page.
 */
export function answerSignInCallback(services: Services, basePath: string): RequestHandler {
  return async (req, res) => {
    const { requestId, address, log } = scopeOf(res);
    const caller = { headers: toHeaders(req), address: address ?? '' };
    const origin = { requestId, address };
    const permit = await services.permits.ofRequest(req, 'public');
    const record = (actor: Actor, outcome: 'done' | 'refused', details: Record<string, string>) =>
      recordAfter(
        { permit: { ...permit, actor }, services, origin, log },
        { action: 'session.sign-in', outcome, details },
      );
    const { provider, signIn } = services.accounts ?? {};
    if (provider === undefined || signIn === undefined) throw new ProblemError('provider-off');
    let resumed: ResumedSignIn | undefined;
    let next: string;
    try {
      const callback = new URL(`${services.origin()}${signInCallbackPath}${toSearch(req)}`);
      resumed = provider.resume(callback, caller.headers);
      // Only now: a page of another site may lead a browser here, but not with a state that this console sealed.
      await signIn.countTry(caller);
      const person = await provider.finish(callback, resumed);
      const { user, cookies } = await signIn.signInPerson(caller, person, resumed);
      for (const cookie of cookies) res.append('set-cookie', cookie);
      await record({ kind: 'person', id: user.id, name: user.name }, 'done', { through: provider.name });
      next = resumed.returnTo;
    } catch (error) {
      const { code } = toProblem(error, requestId);
      // What the provider said, or an error of ours, is for the log alone.
      log.warn({ err: error instanceof ProblemError ? error.cause : error, code }, 'sign-in was refused');
      await record(permit.actor, 'refused', { problem: code });
      next = toSignInPage(basePath, { code, returnTo: resumed?.returnTo });
    }
    res.setHeader('cache-control', 'no-store').type('text/html').send(toPage(next));
  };
}

function toSearch({ url }: Request): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

function toSignInPage(
  basePath: string,
  { code, returnTo }: { code: string; returnTo: string | undefined },
): string {
  const query = new URLSearchParams({ refused: code, ...(returnTo === undefined ? {} : { to: returnTo }) });
  return `${basePath}sign-in?${query.toString()}`;
}

/** Goes on by itself; the link is for browsers that were told not to. */
function toPage(next: string): string {
  const url = next.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Signpost</title><meta http-equiv="refresh" content="0;url=${url}"></head>
<body><main><a href="${url}">Continue · <span lang="zh-CN">继续</span></a></main></body>
</html>
`;
}
