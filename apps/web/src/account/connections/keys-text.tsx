import type { ConnectionSettings } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/hooks/use-now.ts';

const day = 86_400_000;
/** Days after which a secret should have been replaced. */
const rotation = 90;

/** Where the keys of a connection come from. */
export function KeysText({ settings: { credential, source } }: { settings: ConnectionSettings }) {
  const { t } = useTranslation('connections');
  if (source === 'embedded') return t('keys.embedded');
  const id = toVisibleText(credential.accessKeyId ?? '');
  const role = toVisibleText(toRoleName(credential.roleArn ?? credential.roleName ?? ''));
  if (credential.kind === 'ecs-role' && role === '') return t('keys.ecs-role-asked');
  return t(`keys.${credential.kind}`, { id, role });
}

/** How old the secret is that somebody gave. */
export function SecretAge({ at }: { at: string }) {
  const { t } = useTranslation('connections');
  const days = useDaysSince(at);
  return <time dateTime={at}>{days < 1 ? t('keys.ageToday') : t('keys.age', { count: days })}</time>;
}

/** That it is time for another secret, once it is. */
export function RotationHint({ at }: { at: string }) {
  const { t } = useTranslation('connections');
  if (useDaysSince(at) <= rotation) return null;
  return <span className="text-12 text-caution">{t('keys.old')}</span>;
}

function useDaysSince(at: string): number {
  return Math.floor((useNow('half-minute') - Date.parse(at)) / day);
}

/** `signpost` of `acs:ram::123:role/signpost`. */
function toRoleName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
