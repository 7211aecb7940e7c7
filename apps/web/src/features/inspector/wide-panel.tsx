import type { KeyView } from '@signpost/api-contract';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { WriteSearch } from './actions.tsx';
import { MetadataTab } from './metadata-tab.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { ReaderTable } from './reader-table.tsx';
import { ReaderTrials } from './reader-trials.tsx';
import { RequestTab } from './request-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

interface WidePanelProps {
  view: KeyView;
  onWrite: (search: WriteSearch) => void;
  /** The verdict, the picture and what can be done. */
  facts: ReactNode;
  repair: ReactNode;
  pointsHere: ReactNode;
}

/** The key at full width: all that lies in tabs beside the list stands side by side. */
export function WidePanel({ view, onWrite, facts, repair, pointsHere }: WidePanelProps) {
  const { t } = useTranslation('inspector');
  const [previewed, setPreviewed] = useState(false);
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 pb-4">
      {facts}
      <div className="grid grid-cols-2 items-start gap-x-8 gap-y-6 border-t border-line pt-4">
        {repair !== false && <div className="col-span-2">{repair}</div>}
        {view.link !== undefined && (
          <>
            <ReaderTable link={view.link} />
            <ReaderTrials view={view} />
          </>
        )}
        <div className={cx('col-span-2', view.link !== undefined && 'border-t border-line pt-4')}>
          <Titled title={t('tab.timeline')}>
            <TimelineTab onWrite={onWrite} view={view} />
          </Titled>
        </div>
        {pointsHere}
        <Titled title={t('tab.preview')}>
          {previewed ? (
            <PreviewTab view={view} />
          ) : (
            // Reading the object costs a request and, for some storage classes, money.
            <Button className="self-start" onClick={() => setPreviewed(true)} size="small">
              {t('preview.show')}
            </Button>
          )}
        </Titled>
        <Titled title={t('tab.metadata')}>
          <MetadataTab view={view} />
        </Titled>
        <Titled title={t('tab.request')}>
          <RequestTab view={view} />
        </Titled>
      </div>
    </div>
  );
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h3 className="text-12 font-medium text-ink-2">{title}</h3>
      {children}
    </section>
  );
}
