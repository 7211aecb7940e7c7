import type { AnswerOf } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { CodeBox } from '../../shared/ui/code-box.tsx';

/** Why no connection can be added here, and what to do about it. */
export function SetUpFirst({
  reason = 'set-up-first',
}: {
  reason: AnswerOf<'listConnectionSettings'>['reason'];
}) {
  const { t } = useTranslation('connections');
  return (
    <section
      aria-labelledby="cannot-add"
      className="flex flex-col gap-2 rounded-md border border-line bg-surface-2 p-3 text-13"
    >
      <h3 className="font-semibold" id="cannot-add">
        {t('cannotAdd.title')}
      </h3>
      <p className="text-ink-2">{t(`cannotAdd.${reason}`)}</p>
      <CodeBox text="SIGNPOST_SIGN_IN=accounts npm start" what={t('cannotAdd.command')} />
    </section>
  );
}
