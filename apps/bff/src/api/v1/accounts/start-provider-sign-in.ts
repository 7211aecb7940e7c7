import { ProblemError } from '../../../problems/problem-error.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';
import { signInCallbackPath } from '../../../http/write-guard.ts';
import { toOwnPath } from '../../to-own-path.ts';

/** The browser is bound to the address that it is sent to by a cookie: nobody else can finish, or be made to. */
export const startProviderSignIn: OperationHandler<'startProviderSignIn'> = async (
  { to },
  { services, caller, setCookies },
) => {
  const { provider, signIn } = demandAccounts(services);
  if (provider === undefined) throw new ProblemError('provider-off');
  const origin = services.origin();
  const asked = caller.headers.get('origin');
  // The provider leads back to the public address: under another name of the console, the cookie would be missing there.
  if (asked !== null && asked !== new URL(origin).origin) return { url: `${origin}/sign-in` };
  const earlier = await signIn.find(caller.headers);
  const { url, cookies } = await provider.begin({
    redirectUri: origin + signInCallbackPath,
    returnTo: toOwnPath(to, origin),
    headers: caller.headers,
    earlierSession: earlier?.sessionId,
  });
  setCookies(cookies);
  return { url };
};
