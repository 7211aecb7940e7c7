import type { KeyView } from '@signpost/api-contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../shared/ui/tabs.tsx';
import type { WriteSearch } from './action-bar.tsx';
import { MetadataTab } from './metadata-tab.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { ReaderTable } from './reader-table.tsx';
import { ReaderTrials } from './reader-trials.tsx';
import { RequestTab } from './request-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

const tabNames = ['reader', 'metadata', 'timeline', 'preview', 'request'] as const;
export type InspectorTab = (typeof tabNames)[number];

interface InspectorTabsProps {
  view: KeyView;
  publicUrl: string | undefined;
  /** As the address has it; anything unknown opens the first tab. */
  tab: string | undefined;
  onTab: (tab: InspectorTab) => void;
  onWrite: (search: WriteSearch) => void;
}

/** More about one key, a tab at a time; which one is open lies in the address. */
export function InspectorTabs({ view, publicUrl, tab, onTab, onWrite }: InspectorTabsProps) {
  const { t } = useTranslation('inspector');
  const panels: Record<InspectorTab, ReactNode> = {
    reader:
      view.link === undefined ? null : (
        <div className="flex flex-col gap-4">
          <ReaderTable link={view.link} />
          <ReaderTrials view={view} />
        </div>
      ),
    metadata: <MetadataTab view={view} />,
    timeline: <TimelineTab onWrite={onWrite} view={view} />,
    preview: <PreviewTab view={view} />,
    request: <RequestTab publicUrl={publicUrl} view={view} />,
  };
  const shown = tabNames.filter((name) => panels[name] !== null);
  return (
    <Tabs<InspectorTab>
      className="-mx-3 shrink-0 border-t border-line"
      label={t('tab.label')}
      onValueChange={onTab}
      tabs={shown.map((value) => ({ value, label: t(`tab.${value}`), panel: panels[value] }))}
      value={shown.find((name) => name === tab) ?? shown[0] ?? 'metadata'}
    />
  );
}
