import type { ConnectionSettings } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { getBasePath } from '../../shared/lib/base-path.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { VisibleText } from '../../shared/ui/visible-text.tsx';
import { toEditUrl } from '../account-place.ts';
import { Line } from '../page-parts.tsx';
import { KeysText, RotationHint, SecretAge } from './keys-text.tsx';
import { ConnectionMarks } from './marks.tsx';

interface ConnectionLineProps {
  settings: ConnectionSettings;
  /** It can be tried, also where it is configured elsewhere. */
  canTest: boolean;
  onRemove: (button: HTMLElement) => void;
}

/** One connection: where it leads, with which keys, and where it is changed. */
export function ConnectionLine({ settings, canTest, onRemove }: ConnectionLineProps) {
  const { t } = useTranslation('connections');
  const { name, endpoint, region, source, credential } = settings;
  const shown = toVisibleText(name);
  return (
    <Line
      actions={
        <>
          <a
            aria-label={t('openNamed', { name: shown })}
            className={buttonClass('outline', 'small')}
            href={`${getBasePath()}c/${encodeURIComponent(name)}`}
          >
            {t('open')}
          </a>
          {source !== 'console' && canTest && (
            <a
              aria-label={t('test.named', { name: shown })}
              className={buttonClass('outline', 'small')}
              href={toEditUrl(name)}
            >
              {t('test.short')}
            </a>
          )}
          {source === 'console' && (
            <>
              <a
                aria-label={t('editNamed', { name: shown })}
                className={buttonClass('outline', 'small')}
                href={toEditUrl(name)}
              >
                {t('edit')}
              </a>
              <Button
                aria-label={t('removeNamed', { name: shown })}
                onClick={(event) => onRemove(event.currentTarget)}
                size="small"
              >
                {t('remove')}
              </Button>
            </>
          )}
        </>
      }
      facts={[
        t(`source.${source}`),
        <KeysText key="keys" settings={settings} />,
        credential.secretSetAt === undefined ? undefined : (
          <Secret at={credential.secretSetAt} key="secret" />
        ),
        source === 'console' ? <LastChange key="change" settings={settings} /> : t(`fixed.${source}`),
      ]}
      head={
        <>
          <span className="font-medium">
            <VisibleText text={name} />
          </span>
          <ConnectionMarks {...settings} />
          <span className="font-mono text-12 text-ink-2">
            <VisibleText text={endpoint} />
          </span>
          <span className="text-12 text-ink-3">
            <VisibleText text={region} />
          </span>
        </>
      }
    />
  );
}

function Secret({ at }: { at: string }) {
  return (
    <>
      <SecretAge at={at} /> <RotationHint at={at} />
    </>
  );
}

function LastChange({ settings: { updatedAt, updatedBy } }: { settings: ConnectionSettings }) {
  const { t } = useTranslation('connections');
  if (updatedAt === undefined || updatedBy === undefined) return null;
  return (
    <>
      {t('changedBy', { name: toVisibleText(updatedBy) })} <RelativeTime at={updatedAt} worded />
    </>
  );
}
