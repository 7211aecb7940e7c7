import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { formatSize } from '../lib/format-size.ts';
import { buttonClass } from './button.tsx';
import { FieldFrame } from './text-field.tsx';

interface FileFieldProps {
  file: File | undefined;
  label: string;
  hint?: string;
  error: string | false;
  /** Kinds of files that the browser offers first. */
  accept?: string;
  onChoose: (file: File | undefined) => void;
}

/** Which file is meant. The control of the browser speaks its language, not ours: it lies unseen over a button of ours. */
export function FileField({ file, label, hint, error, accept, onChoose }: FileFieldProps) {
  const { t, i18n } = useTranslation();
  return (
    <FieldFrame error={error} label={label} {...(hint === undefined ? {} : { hint })}>
      {({ id, describedBy, invalid }) => (
        <div className="relative flex items-center gap-3">
          <input
            accept={accept}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            className="peer absolute inset-0 cursor-pointer opacity-0 disabled:cursor-default"
            id={id}
            onChange={(event) => onChoose(event.target.files?.[0])}
            type="file"
          />
          <span
            aria-hidden="true"
            className={cx(
              buttonClass('outline'),
              'pointer-events-none shrink-0 outline-offset-2 outline-accent peer-focus-visible:outline-2 peer-disabled:opacity-55',
            )}
          >
            {t('field.chooseFile')}
          </span>
          <span className="pointer-events-none min-w-0 text-13 break-all text-ink-2">
            {file === undefined ? (
              t('field.noFile')
            ) : (
              <>
                <span className="font-mono text-ink-1">{toVisibleText(file.name)}</span> ·{' '}
                {formatSize(file.size, i18n.language)}
              </>
            )}
          </span>
        </div>
      )}
    </FieldFrame>
  );
}
