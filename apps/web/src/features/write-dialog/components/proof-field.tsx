import { useTranslation } from 'react-i18next';
import { Icon } from '../../../shared/ui/icon.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { isProven, toProofChallenge } from '../model/proof-challenge.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';

/** The typed confirmation that a real object may go. */
export function ProofField({ dialog, size }: { dialog: WriteDialogState; size: number }) {
  const { t } = useTranslation('sheet');
  const challenge = toProofChallenge(dialog.form.key, size);
  const proven = isProven(challenge, dialog.form.proof);
  return (
    <TextField
      aside={
        proven && (
          <span className="flex items-center gap-1 text-health-ok">
            <Icon name="check" size={14} />
            {t('proof.match')}
          </span>
        )
      }
      className="mt-2 max-w-md"
      label={t(`proof.${challenge.kind}`, { text: challenge.text })}
      mono
      onChange={(event) => dialog.dispatch({ type: 'proof-typed', text: event.target.value })}
      value={dialog.form.proof}
    />
  );
}
