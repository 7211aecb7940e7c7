import type { TargetInputScope } from '@signpost/link-model/text';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from './text-field.tsx';
import { useKeyText, type MisreadKey } from './use-key-text.ts';
import { usePasteCheck } from './use-paste-check.ts';

interface KeyFieldProps extends Omit<ComponentProps<typeof TextField>, 'mono' | 'onChange' | 'value'> {
  scope: TargetInputScope;
  value: string;
  onKey: (key: string) => void;
  say: (misread: MisreadKey) => string;
}

/** Takes a key, or an address of one. */
export function KeyField({ scope, value, onKey, say, error, ...field }: KeyFieldProps) {
  const { t } = useTranslation();
  const paste = usePasteCheck();
  const { text, misread, take } = useKeyText({ scope, value, onKey });
  return (
    <TextField
      {...field}
      error={paste.refused ? t('field.lineBreaks') : misread === undefined ? error : say(misread)}
      mono
      onChange={(event) => {
        paste.forget();
        take(event.target.value);
      }}
      onPaste={paste.onPaste}
      value={text}
    />
  );
}
