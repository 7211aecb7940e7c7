import type { KeyView } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { RadioGroup } from '../../shared/ui/choice.tsx';
import {
  formatReadRequest,
  formatRead,
  formatWrite,
  type FormattedRequest,
  type FormatKind,
} from './model/format-request.ts';

const kinds: readonly FormatKind[] = ['http', 'api', 'ossutil'];

/** The requests behind what is shown, to be copied: reading the link, and writing it as it is. */
export function RequestTab({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const [kind, setKind] = useState<FormatKind>('http');
  const keyRef = { ...view, origin: location.origin };
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
        request={view.state.kind === 'link' ? formatRead(keyRef) : formatReadRequest(keyRef)}
        title={t(view.state.kind === 'link' ? 'request.read' : 'request.look')}
      />
      {view.state.kind === 'link' && (
        <Formatted
          kind={kind}
          request={formatWrite(keyRef, view.state, view.token)}
          title={t('request.write')}
        />
      )}
      <p className="text-12 text-ink-3">{t('request.note')}</p>
    </div>
  );
}

function Formatted({ title, request, kind }: { title: string; request: FormattedRequest; kind: FormatKind }) {
  const { t } = useTranslation('inspector');
  return (
    <section aria-label={title}>
      <div className="flex items-center justify-between">
        <h3 className="text-12 font-medium text-ink-2">{title}</h3>
        <CopyButton text={request[kind]} what={t(`request.what.${kind}`)} />
      </div>
      <pre className="rounded-md border border-line bg-surface-0 p-2 font-mono text-12 whitespace-pre-wrap wrap-anywhere">
        {request[kind]}
      </pre>
    </section>
  );
}
