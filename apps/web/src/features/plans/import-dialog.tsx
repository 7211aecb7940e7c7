import type { Plan } from '@signpost/api-contract';
import { decodeText } from '@signpost/link-model/text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { FileField } from '../../shared/ui/file-field.tsx';
import { DraftDialog } from './components/draft-dialog.tsx';
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
  const { t, i18n } = useTranslation('plans');
  const [file, setFile] = useState<File>();
  const [unread, setUnread] = useState(false);
  const draft = useDraftPlan(scope, onPlan);
  const tooLarge = file !== undefined && file.size > maxBytes;
  const fault = tooLarge
    ? t('import.tooLarge', { most: formatSize(maxBytes, i18n.language) })
    : unread && t('import.binary');
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
  return (
    <DraftDialog
      draft={draft}
      scope={scope}
      failed={t('import.failed')}
      onClose={onClose}
      onDraft={() => {
        if (file !== undefined) void send(file);
      }}
      review={t('move.review')}
      title={t('import.title')}
      waits={file === undefined ? t('import.need') : fault === false ? undefined : fault}
    >
      <p className="text-13 text-ink-2">{t('import.body')}</p>
      <FileField
        accept=".csv,.tsv,.txt,.yaml,.yml,.json,text/csv,text/plain"
        error={fault}
        file={file}
        label={t('import.label')}
        onChoose={choose}
      />
    </DraftDialog>
  );
}
