import { createTokenSecret, hashToken } from '../../../auth/account-permits.ts';
import type { CiTrust } from '../../../auth/accounts.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import { checkGrant } from '../../check-grant.ts';
import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

const dayMs = 86_400_000;

/** A token of a person never does what the person may not; only its hash is kept. */
export const addToken: OperationHandler<'addToken'> = async (input, { services, permit, caller }) => {
  const { name, days, ofNobody = false, trust, grants } = input;
  for (const [i, grant] of grants.entries()) checkGrant(grant, { services, pointer: `#/grants/${i}` });
  const { user } = await demandPerson(services, { permit, caller });
  if (ofNobody) permit.demand('account.manage', {});
  if (trust !== undefined)
    checkTrust(trust, { ofNobody, issuers: demandAccounts(services).ciTokens.issuers });
  const secret = createTokenSecret();
  const token = await demandAccounts(services).store.addToken({
    name,
    hash: hashToken(secret),
    ownerId: ofNobody ? undefined : user.id,
    trust,
    createdBy: user.name,
    expiresAt: new Date(services.now().getTime() + days * dayMs),
    grants,
  });
  // Where id tokens are exchanged, nobody knows the secret.
  return { token, secret: trust === undefined ? secret : '' };
};

/** Whoever adds a token has the console believe nobody whom the operator does not trust. */
function checkTrust(
  { issuer }: CiTrust,
  { ofNobody, issuers }: { ofNobody: boolean; issuers: readonly string[] },
): void {
  if (!ofNobody) throw invalidRequest('#/ofNobody', 'missing');
  if (!issuers.includes(issuer))
    throw invalidRequest('#/trust/issuer', 'not-one-of', {
      values: issuers.join(', ') || 'SIGNPOST_CI_ISSUERS',
    });
}
