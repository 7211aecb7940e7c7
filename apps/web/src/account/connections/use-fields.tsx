import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/ui/button.tsx';
import { Checkbox } from '../../shared/ui/choice.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Section } from '../page-parts.tsx';
import type { FieldsProps } from './form-parts.ts';

/** What the connection is for. That it may be written to is asked once more. */
export function UseFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation('connections');
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title={t('form.use')}>
      <div>
        <Checkbox
          checked={draft.writable}
          hint={t('form.writableHint')}
          label={t('form.writable')}
          onChange={(event) => {
            if (event.target.checked) setAsking(true);
            else set({ writable: false });
          }}
        />
        <Checkbox
          checked={draft.production}
          hint={t('form.productionHint')}
          label={t('form.production')}
          onChange={(event) => set({ production: event.target.checked })}
        />
      </div>
      {isAsking && (
        <AllowWriting
          onClose={() => setAsking(false)}
          onConfirm={() => {
            set({ writable: true });
            setAsking(false);
          }}
        />
      )}
    </Section>
  );
}

function AllowWriting({ onClose, onConfirm }: { onClose: () => void; onConfirm: () => void }) {
  const { t } = useTranslation(['connections', 'common']);
  return (
    <Dialog
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button onClick={onConfirm} variant="primary">
            {t('writing.submit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={t('writing.title')}
    >
      <p className="text-13">{t('writing.text')}</p>
    </Dialog>
  );
}
