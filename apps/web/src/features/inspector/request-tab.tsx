import type { KeyView } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../shared/queries/bucket-queries.ts';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { toOssutilLocation } from '../../shared/lib/ossutil-place.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CodeBox } from '../../shared/ui/code-box.tsx';
import { RadioGroup } from '../../shared/ui/choice.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { OssutilOmissions } from '../../shared/ui/ossutil-omissions.tsx';
import {
  formatReadLink,
  formatReadObject,
  type FormattedRequest,
  type FormatKind,
} from './model/format-request.ts';

const kinds: readonly FormatKind[] = ['http', 'api', 'ossutil'];

/** The requests behind what is shown, to be copied: reading the link, and writing it as it is. */
export function RequestTab({ view, publicUrl }: { view: KeyView; publicUrl: string | undefined }) {
  const { t } = useTranslation('inspector');
  const [kind, setKind] = useState<FormatKind>('http');
  const facts = useQuery(bucketQueries.facts(view.connection, view.bucket));
  const location = toOssutilLocation(facts.data);
  const read = view.state.kind === 'link' ? formatReadLink : formatReadObject;
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        className="flex flex-wrap gap-x-4"
        legend={t('request.spelling')}
        legendHidden
        onValueChange={setKind}
        options={kinds.map((value) => ({ value, label: t(`request.${value}`) }))}
        value={kind}
      />
      <Formatted
        kind={kind}
        request={read({ ...view, origin: globalThis.location.origin, publicUrl, location })}
        title={t(view.state.kind === 'link' ? 'request.read' : 'request.look')}
      />
      {view.state.kind === 'link' && (
        <WriteRequest kind={kind} key={view.state.link.target} target={view.state.link.target} view={view} />
      )}
      <p className="text-12 text-ink-3">{t(kind === 'ossutil' ? 'request.noteOssutil' : 'request.note')}</p>
    </div>
  );
}

/** The request that would write the link as it is now, as far as the format can tell it: to be changed by hand, or kept as a record. */
function WriteRequest({ view, target, kind }: { view: KeyView; target: string; kind: FormatKind }) {
  const { t } = useTranslation('inspector');
  const [asked, setAsked] = useState(false);
  const { connection, bucket, key } = view;
  const formats = useQuery({
    ...keyQueries.writeRequest({ connection, bucket, key }, target),
    enabled: asked,
  });
  if (formats.isError)
    return <FailedState error={formats.error} inline onRetry={() => void formats.refetch()} />;
  if (formats.data !== undefined) {
    const omits = kind === 'ossutil' ? formats.data.ossutilOmits : [];
    return (
      <Formatted
        head={<OssutilOmissions names={omits} />}
        kind={kind}
        request={formats.data}
        title={t(omits.length > 0 ? 'request.writePart' : 'request.write')}
      />
    );
  }
  return (
    <Button
      className="self-start"
      // It holds everything the link has, which is read for it.
      onClick={() => setAsked(true)}
      pending={formats.isLoading}
      size="small"
    >
      {t('request.showWrite')}
    </Button>
  );
}

interface FormattedProps {
  title: string;
  request: FormattedRequest;
  kind: FormatKind;
  /** Stands above the lines and their copy button. */
  head?: ReactNode;
}

function Formatted({ title, request, kind, head }: FormattedProps) {
  const { t } = useTranslation('inspector');
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-12 font-medium text-ink-2">{title}</h3>
      <CodeBox head={head} text={request[kind]} what={t(`request.what.${kind}`)} />
    </section>
  );
}
