import { useTranslation } from 'react-i18next';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { createStoredChoice } from '../../../shared/lib/stored-choice.ts';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { onwardClass, Section } from './section.tsx';

const demoCardChoice = createStoredChoice('demo-card', ['shown', 'hidden'] as const, 'shown');

const startLine =
  'OSS_REGION=cn-hangzhou OSS_ENDPOINT=https://oss-cn-hangzhou.aliyuncs.com OSS_ACCESS_KEY_ID=… OSS_ACCESS_KEY_SECRET=… npm start';

/** Says that nothing here is real, and how to get to what is. */
export function DemoCard({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation('home');
  if (useChoice(demoCardChoice) === 'hidden') return null;
  return (
    <Section
      aside={
        <button
          aria-label={t('demo.hideNamed')}
          className={onwardClass}
          onClick={() => demoCardChoice.set('hidden')}
          type="button"
        >
          {t('demo.hide')}
        </button>
      }
      title={t('demo.title')}
    >
      <div className="flex flex-col gap-2 rounded-lg border border-line bg-surface-0 p-3 text-13">
        <p className="text-ink-2">{t('demo.body')}</p>
        <p className="text-12 text-ink-3">
          {t('demo.endpoint')} <span className="inline-block font-mono break-all text-ink-2">{endpoint}</span>
        </p>
        <details className="text-13">
          <summary className="cursor-pointer font-medium text-accent hover:underline">
            {t('demo.connect')}
          </summary>
          <div className="mt-2 flex flex-col gap-2 text-12 text-ink-2">
            <p>{t('demo.how')}</p>
            <div className="flex items-start gap-1 rounded-md border border-line bg-surface-1 p-2">
              <code className="min-w-0 flex-1 font-mono break-all">{startLine}</code>
              <CopyButton text={startLine} what={t('demo.command')} />
            </div>
            <p>{t('demo.rest')}</p>
          </div>
        </details>
      </div>
    </Section>
  );
}
