import type { KeyView } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { PlansOnKey } from '../../shared/ui/plans-on-key.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { AbsentPanel } from './absent-panel.tsx';
import { ActionBar, type WriteSearch } from './action-bar.tsx';
import { HistoryLine } from './history-line.tsx';
import { InspectorHeader } from './inspector-header.tsx';
import { InspectorTabs, type InspectorTab } from './inspector-tabs.tsx';
import { LinkPicture } from './link-picture.tsx';
import { LinkVerdict } from './link-verdict.tsx';
import { ObjectPanel } from './object-panel.tsx';
import { canRepair } from './model/link-verdict.ts';
import { BacklinksTab } from './backlinks-tab.tsx';
import { ReaderRefusal } from './reader-refusal.tsx';
import { RepairPanel } from './repair-panel.tsx';
import { UnreadNote } from './unread-note.tsx';
import { WidePanel } from './wide-panel.tsx';

export interface InspectorProps {
  connection: string;
  bucket: string;
  /** The key that is open. */
  objectKey: string;
  /** The part before a key in its public address, once it is known. */
  publicUrl?: string | undefined;
  /** The bucket has a hierarchical namespace: no link can lead here. */
  linksUnsupported?: boolean | undefined;
  /** The panel has the whole width: everything is laid out at once. */
  wide?: boolean;
  /** Widens the panel, or puts it beside the list again; absent where there is but one width. */
  onWide?: ((wide: boolean) => void) | undefined;
  /** The open tab, as the address has it. */
  tab: string | undefined;
  onTab: (tab: InspectorTab) => void;
  /** Another key is to be shown: the target of a link. */
  onShowKey: (key: string) => void;
  /** The write dialog is asked for. */
  onWrite: (search: WriteSearch) => void;
  onClose: () => void;
}

/** Everything about one key: for a link the verdict and the picture, for an object its facts. Fills its parent. */
export function Inspector({
  connection,
  bucket,
  objectKey,
  publicUrl,
  linksUnsupported,
  wide = false,
  onWide,
  tab,
  onTab,
  onShowKey,
  onWrite,
  onClose,
}: InspectorProps) {
  const { t } = useTranslation('inspector');
  const view = useQuery(keyQueries.view({ connection, bucket, key: objectKey }));
  const refresh = (): void => void view.refetch();
  return (
    <section
      aria-label={t('label', { key: toVisibleText(objectKey) })}
      className="flex h-full min-h-0 flex-col bg-surface-1"
    >
      <InspectorHeader
        looking={view.isFetching}
        objectKey={objectKey}
        onClose={onClose}
        onRefresh={refresh}
        onWide={onWide}
        publicUrl={publicUrl}
        view={view.data}
        wide={wide}
      />
      <div className="[container-type:size] flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto overscroll-contain p-3">
        {view.isError && (
          <FailedState
            error={view.error}
            inline={view.data !== undefined}
            onRetry={refresh}
            title={t('failed')}
          />
        )}
        {view.data !== undefined && (
          <Found
            onShowKey={onShowKey}
            onTab={onTab}
            onWrite={onWrite}
            tab={tab}
            linksUnsupported={linksUnsupported}
            publicUrl={publicUrl}
            view={view.data}
            wide={wide}
          />
        )}
        {view.isPending && <InspectorSkeleton />}
      </div>
      {view.data !== undefined && (
        <ActionBar linksUnsupported={linksUnsupported} onWrite={onWrite} view={view.data} />
      )}
    </section>
  );
}

interface FoundProps extends Pick<
  InspectorProps,
  'tab' | 'onTab' | 'onShowKey' | 'onWrite' | 'linksUnsupported' | 'publicUrl'
> {
  view: KeyView;
  wide: boolean;
}

/** Worst first: whether it works, who wrote it, what would mend it; then the facts. */
function Found({ view, tab, wide, linksUnsupported, publicUrl, onTab, onShowKey, onWrite }: FoundProps) {
  const keyRef = { connection: view.connection, bucket: view.bucket, key: view.key };
  const { t } = useTranslation('inspector');
  const { link } = view;
  const repairs = link !== undefined && canRepair(link);
  const backlinks = linksUnsupported !== true && (
    <BacklinksTab
      // Said once: the proposals above come from the same index.
      coverageSaid={repairs}
      isLink={view.state.kind === 'link'}
      onShowKey={onShowKey}
      pictured={view.state.kind === 'object'}
      keyRef={keyRef}
    />
  );
  const history = (
    <>
      <HistoryLine onWrite={onWrite} view={view} />
      <PlansOnKey
        name={(number) => t('openPlans.name', { number })}
        place={keyRef}
        title={(count) => t('openPlans.title', { count })}
      />
    </>
  );
  if (view.state.kind === 'absent')
    return (
      <>
        <AbsentPanel history={history} linksUnsupported={linksUnsupported} onWrite={onWrite} view={view} />
        {backlinks}
      </>
    );
  const facts =
    link === undefined ? (
      <>
        {history}
        <ObjectPanel view={view} />
        {backlinks}
      </>
    ) : (
      <>
        <LinkVerdict link={link} view={view} />
        {history}
        {repairs && <RepairPanel keyRef={keyRef} onWrite={onWrite} secondary={link.health === 'cold'} />}
        <LinkPicture
          link={link}
          onDropKey={(to) => onWrite({ dialog: 'repoint', on: view.key, to })}
          onShowKey={onShowKey}
          view={view}
        />
        {link.readerError !== undefined && <ReaderRefusal error={link.readerError} />}
      </>
    );
  const summary = (
    <>
      {facts}
      <UnreadNote view={view} />
    </>
  );
  const linkedFrom = link !== undefined && backlinks;
  if (wide)
    return (
      <WidePanel
        backlinks={linkedFrom}
        onWrite={onWrite}
        publicUrl={publicUrl}
        summary={summary}
        view={view}
      />
    );
  return (
    <>
      {summary}
      {linkedFrom}
      <InspectorTabs onTab={onTab} onWrite={onWrite} publicUrl={publicUrl} tab={tab} view={view} />
    </>
  );
}

function InspectorSkeleton() {
  const card = (
    <span className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <Skeleton className="w-1/3" />
      <Skeleton className="w-3/4" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-2/3" />
    </span>
  );
  return (
    <SkeletonFrame className="flex flex-col gap-3">
      <Skeleton className="h-5 w-1/2" />
      {card}
      {card}
    </SkeletonFrame>
  );
}
