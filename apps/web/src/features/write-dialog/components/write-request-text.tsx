import type { RequestFormats } from '@signpost/api-contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { RadioGroup } from '../../../shared/ui/choice.tsx';

const kinds = ['http', 'api', 'ossutil'] as const;

/** The write, written three ways, to be read and copied before and after. */
export function WriteRequestText({ formats, sent = false }: { formats: RequestFormats; sent?: boolean }) {
  const { t } = useTranslation('sheet');
  const [kind, setKind] = useState<(typeof kinds)[number]>('http');
  const narrow = useIsNarrow();
  const text = formats[kind];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="rounded-lg border border-line bg-surface-0 p-3" ref={box}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RadioGroup
          className="flex flex-wrap gap-x-4"
          legend={t('request.show')}
          legendHidden
          onValueChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`request.name.${value}`) }))}
          value={kind}
        />
        <CopyButton labelled={!narrow} text={text} what={t(`request.what.${kind}`)} />
      </div>
      <pre className="mt-1 max-h-56 overflow-auto font-mono text-12 whitespace-pre-wrap wrap-anywhere">
        {text === '' ? t('request.none') : text}
      </pre>
      <p className="mt-1 text-12 text-ink-3">{t(sent ? 'request.noteSent' : 'request.note')}</p>
    </div>
  );
}
