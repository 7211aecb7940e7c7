import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { startTour } from '../../features/tour/tour-choice.ts';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { getBasePath } from '../../shared/lib/base-path.ts';
import { useConnection } from '../../shared/hooks/use-connection.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { languageChoice } from '../i18n.ts';

/** Ways on from the help: the tour of a demo, how to connect a bucket, and the API. */
export function HelpLinks({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('help');
  const { connection } = useParams({ strict: false });
  const facts = useConnection(connection);
  const language = useChoice(languageChoice);
  const theme = document.documentElement.dataset['theme'] ?? 'light';
  const search = new URLSearchParams({ language, theme });
  return (
    <>
      <a
        className={buttonClass('outline')}
        href={`${getBasePath()}api/v1/reference?${search}`}
        rel="noreferrer"
        target="_blank"
      >
        {t('reference')}
      </a>
      {connection !== undefined && (
        <Link
          className={buttonClass('outline')}
          onClick={onClose}
          params={{ connection }}
          search={{ connect: '1' as const }}
          to="/c/$connection"
        >
          {t('connect')}
        </Link>
      )}
      {facts?.demo === true && (
        <Button
          onClick={() => {
            startTour();
            onClose();
          }}
          variant="primary"
        >
          {t('tour')}
        </Button>
      )}
    </>
  );
}
