import type { Plan } from '@signpost/api-contract';
import { decodeText, toVisibleText } from '@signpost/link-model/text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { FieldFrame } from '../../shared/ui/text-field.tsx';
import { useDraftPlan } from './use-draft-plan.ts';

export interface ImportDialogProps extends BucketRef {
  onClose: () => void;
  /** A plan was made of the file. */
  onPlan: (plan: Plan) => void;
}

/** Largest file that the server takes, with room for what JSON adds to it. */
const maxBytes = 24 * 1024 * 1024;

/** Anything else is read as CSV. */
const manifestName = /\.(?:ya?ml|json)$/i;

/** Makes a plan of a CSV file of links, or of a manifest. */
export function ImportDialog({ onClose, onPlan, ...scope }: ImportDialogProps) {
  const { t, i18n } = useTranslation(['plans', 'common']);
  const [file, setFile] = useState<File>();
  const [unread, setUnread] = useState(false);
  const draft = useDraftPlan(scope, onPlan);
  const tooLarge = file !== undefined && file.size > maxBytes;
  const fault = tooLarge
    ? t('plans:import.tooLarge', { most: formatSize(maxBytes, i18n.language) })
    : unread && t('plans:import.binary');
  const choose = (chosen: File | undefined): void => {
    setFile(chosen);
    setUnread(false);
    draft.reset();
  };
  const send = async (chosen: File): Promise<void> => {
    const decoded = decodeText(new Uint8Array(await chosen.arrayBuffer()));
    if ('not' in decoded) setUnread(true);
    else draft.mutate({ kind: manifestName.test(chosen.name) ? 'manifest' : 'csv', text: decoded.text });
  };
  const ready = file !== undefined && !tooLarge && !unread && !draft.isPending;
  return (
    <Dialog
      busy={draft.isPending}
      description={t('plans:move.about')}
      footer={
        <>
          <Button onClick={onClose} variant="quiet">
            {t('common:action.cancel')}
          </Button>
          <Button
            disabledReason={file === undefined ? t('plans:import.need') : fault === false ? undefined : fault}
            form="import-links"
            pending={draft.isPending}
            type="submit"
            variant="primary"
          >
            {t('plans:move.review')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={t('plans:import.title')}
    >
      <form
        className="flex flex-col gap-3"
        id="import-links"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void send(file);
        }}
      >
        <p className="text-13 text-ink-2">{t('plans:import.body')}</p>
        <CsvField error={fault} file={file} onChoose={choose} />
        {draft.isError && <FailedState error={draft.error} inline title={t('plans:import.failed')} />}
      </form>
    </Dialog>
  );
}

interface CsvFieldProps {
  file: File | undefined;
  error: string | false;
  onChoose: (file: File | undefined) => void;
}

/** The control of the browser speaks its language, not ours: it lies unseen over a button of ours. */
function CsvField({ file, error, onChoose }: CsvFieldProps) {
  const { t, i18n } = useTranslation('plans');
  return (
    <FieldFrame error={error} label={t('import.label')}>
      {({ id, describedBy, invalid }) => (
        <div className="touch-target relative flex items-center gap-3">
          <input
            accept=".csv,.tsv,.txt,.yaml,.yml,.json,text/csv,text/plain"
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            className="peer absolute inset-0 cursor-pointer opacity-0"
            id={id}
            onChange={(event) => onChoose(event.target.files?.[0])}
            type="file"
          />
          <span
            aria-hidden="true"
            className={`${buttonClass('outline')} pointer-events-none shrink-0 outline-offset-2 outline-accent peer-focus-visible:outline-2`}
          >
            {t('import.choose')}
          </span>
          <span className="pointer-events-none min-w-0 text-13 break-all text-ink-2">
            {file === undefined
              ? t('import.none')
              : `${toVisibleText(file.name)} · ${formatSize(file.size, i18n.language)}`}
          </span>
        </div>
      )}
    </FieldFrame>
  );
}
