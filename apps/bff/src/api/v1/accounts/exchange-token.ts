import { createHash } from 'node:crypto';
import { compileWildcards } from '@signpost/api-contract';
import type { CiTrust } from '../../../auth/accounts.ts';
import { createTokenSecret, hashToken } from '../../../auth/account-permits.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

const lastsMs = 10 * 60_000;

/** A run of a CI holds no secret: it proves who it is with a token that its CI signed, once. */
export const exchangeToken: OperationHandler<'exchangeToken'> = async ({ idToken }, { services, caller }) => {
  const { store, signIn, ciTokens } = demandAccounts(services);
  const issuer = ciTokens.findIssuer(idToken);
  if (issuer === undefined) {
    await signIn.countTry(caller);
    throw new ProblemError('sign-in-failed');
  }
  const trusts = await store.trusting(issuer);
  for (const trust of trusts) {
    const claims = await ciTokens.verify(idToken, trust).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'sign-in-failed') return undefined;
      throw error;
    });
    if (claims === undefined || !areFulfilled(trust.claims, claims)) continue;
    const isFirst = await signIn.claimOnce(
      toUse(issuer, claims),
      new Date((claims.exp ?? 0) * 1000 + 60_000),
    );
    if (!isFirst) break;
    const secret = createTokenSecret();
    const expiresAt = new Date(services.now().getTime() + lastsMs);
    await store.addExchanged({ of: trust.id, hash: hashToken(secret), expiresAt });
    return { secret, expiresAt: expiresAt.toISOString(), name: trust.name };
  }
  await signIn.countTry(caller);
  throw new ProblemError('sign-in-failed');
};

/** By what it says, not by its text: that can be written in several ways. */
function toUse(issuer: string, claims: object): string {
  const text = JSON.stringify(Object.entries(claims).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(`${issuer}\n${text}`).digest('base64url');
}

function areFulfilled(wanted: CiTrust['claims'], claims: Readonly<Record<string, unknown>>): boolean {
  return wanted.every(({ name, value }) => {
    const told = claims[name];
    return (typeof told === 'string' || typeof told === 'boolean') && matches(value, String(told));
  });
}

/** `*` stands for any text without a slash: each part between slashes is matched by itself. */
function matches(pattern: string, text: string): boolean {
  const parts = text.split('/');
  const patterns = pattern.split('/');
  return (
    patterns.length === parts.length && patterns.every((part, i) => compileWildcards(part)(parts[i] ?? ''))
  );
}
