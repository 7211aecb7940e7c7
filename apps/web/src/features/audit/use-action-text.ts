import { useTranslation } from 'react-i18next';
import { isKnownAction } from './model/audit-actions.ts';

/** What an event is called; one that the console has no words for keeps its name. */
export function useActionText(): (action: string) => string {
  const { t } = useTranslation('audit');
  return (action) => (isKnownAction(action) ? t(`action.${action}`) : action);
}
