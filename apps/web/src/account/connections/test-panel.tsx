import { useTranslation } from 'react-i18next';
import { useElapsed } from '../../shared/hooks/use-elapsed.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RefusalLine, Section } from '../page-parts.tsx';
import { TestResult } from './test-result.tsx';
import type { useConnectionTest } from './use-connection-test.ts';
import { toWholeRefusal } from './use-settings-errors.ts';

interface TestPanelProps {
  run: ReturnType<typeof useConnectionTest>;
  onTest: () => void;
  /** What is tried and what is not touched. */
  text: string;
}

/** Tries the settings as they stand, and tells what works. */
export function TestPanel({ run, onTest, text }: TestPanelProps) {
  const { t } = useTranslation('connections');
  const { test, tested, isStopped, isStale, stop } = run;
  const again = tested !== undefined || test.isError;
  return (
    <Section text={text} title={t('test.title')}>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={onTest} pending={test.isPending}>
          {t(again ? 'test.again' : 'test.submit')}
        </Button>
        {test.isPending && <Button onClick={stop}>{t('test.stop')}</Button>}
      </div>
      <div className="text-13 text-ink-2 empty:hidden" role="status">
        {test.isPending && <Busy />}
        {isStopped && t('test.stopped')}
        {isStale && t('test.stale')}
      </div>
      <RefusalLine error={toWholeRefusal(test.error)} />
      {tested !== undefined && <TestResult result={tested.result} />}
    </Section>
  );
}

/** An address that leads nowhere takes its time. */
function Busy() {
  const { t } = useTranslation('connections');
  const isSlow = useElapsed(8000);
  return (
    <>
      <p>{t('test.busy')}</p>
      {isSlow && <p>{t('test.slow')}</p>}
    </>
  );
}
