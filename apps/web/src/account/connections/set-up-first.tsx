import type { AnswerOf } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../shared/ui/button.tsx';
import { toSetUpUrl } from '../account-place.ts';

interface SetUpFirstProps {
  reason: AnswerOf<'listConnectionSettings'>['reason'];
}

/** Why no connection can be added here, and the way to get there. */
export function SetUpFirst({ reason = 'set-up-first' }: SetUpFirstProps) {
  const { t } = useTranslation('connections');
  return (
    <section
      aria-labelledby="cannot-add"
      className="flex flex-col items-start gap-2 rounded-md border border-line bg-surface-2 p-3 text-13"
    >
      <h2 className="font-semibold" id="cannot-add">
        {t('cannotAdd.title')}
      </h2>
      <p className="text-ink-2">{t(`cannotAdd.${reason}`)}</p>
      {reason === 'set-up-first' && (
        <a className={buttonClass('primary')} href={toSetUpUrl('account/connections/add')}>
          {t('cannotAdd.setUp')}
        </a>
      )}
    </section>
  );
}
