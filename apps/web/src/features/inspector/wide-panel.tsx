import type { KeyView } from '@signpost/api-contract';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/ui/button.tsx';
import type { WriteSearch } from './action-bar.tsx';
import { MetadataTab } from './metadata-tab.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { ReaderTable } from './reader-table.tsx';
import { ReaderTrials } from './reader-trials.tsx';
import { RequestTab } from './request-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

interface WidePanelProps {
  view: KeyView;
  publicUrl: string | undefined;
  onWrite: (search: WriteSearch) => void;
  /** The verdict, the history, what would mend it, and the picture. */
  summary: ReactNode;
  backlinks: ReactNode;
}

/** The key at full width: all that lies in tabs beside the list stands side by side. */
export function WidePanel({ view, publicUrl, onWrite, summary, backlinks }: WidePanelProps) {
  const { t } = useTranslation('inspector');
  const [previewed, setPreviewed] = useState(false);
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 pb-4">
      {summary}
      <div className="grid grid-cols-2 items-start gap-x-8 border-t border-line pt-4">
        <div className="flex min-w-0 flex-col gap-6">
          {view.link !== undefined && (
            <>
              <ReaderTable link={view.link} />
              <ReaderTrials view={view} />
            </>
          )}
          <Titled title={t('tab.metadata')}>
            <MetadataTab view={view} />
          </Titled>
          <Titled title={t('tab.request')}>
            <RequestTab publicUrl={publicUrl} view={view} />
          </Titled>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Titled title={t('tab.timeline')}>
            <TimelineTab onWrite={onWrite} view={view} />
          </Titled>
          {backlinks}
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
        </div>
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
