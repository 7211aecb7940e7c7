import type { AnswerOf } from '@signpost/api-contract';
import type { SignedIn } from '../auth/accounts.ts';
import type { Services } from './services.ts';

/** Who is signed in, as the browser is told. */
export async function toSession(
  user: SignedIn['user'],
  { permits, accounts }: Pick<Services, 'permits' | 'accounts'>,
): Promise<AnswerOf<'getSession'>> {
  const permit = await permits.ofActor({ kind: 'person', id: user.id, name: user.name });
  const hasPassword = await accounts?.signIn.hasPassword(user.id);
  const hasSecondFactor = await accounts?.secondFactors.isOn(user.id);
  return {
    state: 'signed-in',
    user,
    administrates: permit.may('account.manage', {}),
    ...(hasSecondFactor === true ? { hasSecondFactor } : {}),
    ...(hasPassword === false ? { isProviderOnly: true } : {}),
  };
}
