import { maxUpload } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { formatSize } from '../../shared/lib/format-size.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { FieldFrame } from '../../shared/ui/text-field.tsx';

interface FileFieldProps {
  file: File | undefined;
  /** More than one was dropped, and this is the first of them. */
  several: boolean;
  onChoose: (file: File | undefined) => void;
}

/** Which file is meant. The control of the browser speaks its language, not ours: it lies unseen over a button of ours. */
export function FileField({ file, several, onChoose }: FileFieldProps) {
  const { t, i18n } = useTranslation('upload');
  const size = (bytes: number): string => formatSize(bytes, i18n.language);
  return (
    <FieldFrame
      error={
        file !== undefined && file.size > maxUpload
          ? t('file.tooLarge', { size: size(file.size), most: size(maxUpload) })
          : several && t('file.several')
      }
      hint={t('file.hint', { most: size(maxUpload) })}
      label={t('file.label')}
    >
      {({ id, describedBy, invalid }) => (
        <div className="relative flex items-center gap-3">
          <input
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
            {t('file.choose')}
          </span>
          <span className="pointer-events-none min-w-0 text-13 break-all text-ink-2">
            {file === undefined ? (
              t('file.none')
            ) : (
              <>
                <span className="font-mono text-ink-1">{toVisibleText(file.name)}</span> · {size(file.size)}
              </>
            )}
          </span>
        </div>
      )}
    </FieldFrame>
  );
}
