import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../shared/hooks/use-media-query.ts';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { changeQueries } from '../../shared/queries/change-queries.ts';
import { Button, buttonClass, IconButton } from '../../shared/ui/button.tsx';
import { tourBaseline, tourChoice, tourSteps, type TourStep } from './tour-choice.ts';
import { toNextStep, toShownStep, tourLink, tourTarget } from './tour-steps.ts';

/** The story of the demo, told beside the page: what broke, why, the visitor's repair and its undo. */
export function TourCard({ connection }: { connection: string }) {
  const choice = useChoice(tourChoice);
  const step = tourSteps.find((one) => one === choice);
  // A dialog takes the whole attention, and would dim the card.
  const { dialog, connect, restore } = useSearch({ strict: false });
  const covered = dialog !== undefined || connect !== undefined || restore !== undefined;
  return step === undefined || covered ? null : <Step connection={connection} step={step} />;
}

function Step({ connection, step }: { connection: string; step: TourStep }) {
  const { t } = useTranslation('tour');
  const titleId = useId();
  const { bucket, prefix, key } = tourLink;
  const { data, isFetchedAfterMount } = useQuery(changeQueries.page(connection, { bucket, key, limit: '1' }));
  const latest = data?.items[0];
  const baseline = useChoice(tourBaseline);
  // A cached answer may be older than the tour.
  const found = data !== undefined && isFetchedAfterMount ? (latest?.id ?? 'none') : '';
  useEffect(() => {
    if (baseline === '' && found !== '') tourBaseline.set(found);
  }, [baseline, found]);
  const shown = toShownStep(step, latest, baseline);
  useEffect(() => {
    if (shown !== step) tourChoice.set(shown);
  }, [shown, step]);
  const next = toNextStep(shown);
  const page = { to: '/c/$connection/b/$bucket', params: { connection, bucket } } as const;
  // The panel would take the whole screen of a phone, and the card with it.
  const narrow = useIsNarrow();
  const place = { prefix, key };
  return (
    <aside
      aria-labelledby={titleId}
      className="fixed inset-x-3 bottom-16 z-20 rounded-lg border border-accent bg-surface-1 shadow-float sm:right-auto sm:bottom-12 sm:left-4 sm:w-96"
    >
      <div className="flex items-start gap-2 pt-2 pr-2 pl-4">
        <div className="min-w-0 flex-1 pt-1">
          <p className="text-12 text-ink-3">
            {t('count', { step: tourSteps.indexOf(shown) + 1, count: tourSteps.length })}
          </p>
          <h2 className="text-14 font-semibold" id={titleId}>
            {t(`${shown}.title`)}
          </h2>
        </div>
        <IconButton icon="close" label={t('close')} onClick={() => tourChoice.set('closed')} size="small" />
      </div>
      <p aria-live="polite" className="px-4 pt-1 text-13 text-ink-2">
        {t(`${shown}.body`, { target: tourTarget })}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2 px-4 pt-2 pb-3">
        {shown === 'broken' && (
          <Link
            {...page}
            className={buttonClass('primary', 'small')}
            onClick={() => tourChoice.set('why')}
            search={narrow ? { prefix } : place}
          >
            {t('broken.show')}
          </Link>
        )}
        {shown === 'why' && (
          <Button onClick={() => tourChoice.set('repair')} size="small" variant="primary">
            {t('next')}
          </Button>
        )}
        {shown === 'repair' && (
          <Link
            {...page}
            className={buttonClass('primary', 'small')}
            search={{ ...place, dialog: 'repoint' as const, on: key, to: tourTarget }}
          >
            {t('repair.open')}
          </Link>
        )}
        {shown === 'undo' && (
          <Link {...page} className={buttonClass('primary', 'small')} search={place}>
            {t('undo.show')}
          </Link>
        )}
        {shown === 'end' && (
          <>
            <Link
              className={buttonClass('outline', 'small')}
              onClick={() => tourChoice.set('closed')}
              params={{ connection }}
              search={{ connect: '1' as const }}
              to="/c/$connection"
            >
              {t('end.connect')}
            </Link>
            <Button onClick={() => tourChoice.set('closed')} size="small" variant="primary">
              {t('end.done')}
            </Button>
          </>
        )}
        {next !== undefined && shown !== 'why' && (
          <Button onClick={() => tourChoice.set(next)} size="small" variant="quiet">
            {t('skip')}
          </Button>
        )}
      </div>
    </aside>
  );
}
