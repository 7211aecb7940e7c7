import type { RequestFormats } from '@signpost/api-contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBox } from '../../../shared/ui/code-box.tsx';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import { OssutilOmissions } from '../../../shared/ui/ossutil-omissions.tsx';

const kinds = ['http', 'api', 'ossutil'] as const;

/** The write, written three ways, to be read and copied before and after. */
export function WriteRequestText({ formats, sent = false }: { formats: RequestFormats; sent?: boolean }) {
  const { t } = useTranslation('sheet');
  const [kind, setKind] = useState<(typeof kinds)[number]>('http');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box}>
      <CodeBox
        empty={t('request.none')}
        head={
          <>
            <RadioGroup
              className="flex flex-wrap gap-x-4"
              legend={t('request.show')}
              legendHidden
              onValueChange={setKind}
              options={kinds.map((value) => ({ value, label: t(`request.name.${value}`) }))}
              value={kind}
            />
            {kind === 'ossutil' && <OssutilOmissions names={formats.ossutilOmits} />}
          </>
        }
        note={t(kind === 'ossutil' ? 'request.noteOssutil' : sent ? 'request.noteSent' : 'request.note')}
        text={formats[kind]}
        what={t(`request.what.${kind}`)}
      />
    </div>
  );
}
