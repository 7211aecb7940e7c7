import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { createStoredChoice } from '../../../shared/lib/stored-choice.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { onwardClass, Section } from './section.tsx';

const demoCardChoice = createStoredChoice('demo-card', ['shown', 'hidden'] as const, 'shown');

interface DemoCardProps {
  connection: string;
  endpoint: string;
  /** Starts the tour over the demo's story. */
  onTour: () => void;
}

/** Says that nothing here is real, what there is to see, and how to get to what is real. */
export function DemoCard({ connection, endpoint, onTour }: DemoCardProps) {
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
        <div className="flex flex-wrap gap-2">
          <Button onClick={onTour} variant="primary">
            {t('demo.tour')}
          </Button>
          <Link
            className={buttonClass('outline')}
            params={{ connection }}
            search={{ connect: '1' as const }}
            to="/c/$connection"
          >
            {t('demo.connect')}
          </Link>
        </div>
      </div>
    </Section>
  );
}
