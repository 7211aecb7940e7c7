import { interpretTarget, type InterpretedTarget, type TargetInputScope } from '@signpost/link-model/text';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from './text-field.tsx';
import { usePasteCheck } from './use-paste-check.ts';

/** Why a text is no key here. */
export type MisreadKey = InterpretedTarget & { ok: false };

interface KeyFieldProps extends Omit<ComponentProps<typeof TextField>, 'mono' | 'onChange' | 'value'> {
  scope: TargetInputScope;
  value: string;
  /** A key, never an address: of an address of this bucket its key, of any other text that is none nothing. */
  onKey: (key: string) => void;
  say: (misread: MisreadKey) => string;
}

/**
 * Takes a key, or an address of one, which turns into its key at once: what an address carries besides, which may be a
 * signature, gets no further than this field.
 */
export function KeyField({ scope, value, onKey, say, error, ...field }: KeyFieldProps) {
  const { t } = useTranslation();
  const paste = usePasteCheck();
  const [misread, setMisread] = useState<{ text: string; why: MisreadKey }>();
  // A key that comes from elsewhere takes the place of what could not be read.
  const shown = value === '' ? misread : undefined;
  return (
    <TextField
      {...field}
      error={paste.refused ? t('field.lineBreaks') : shown === undefined ? error : say(shown.why)}
      mono
      onChange={({ target: { value: text } }) => {
        paste.forget();
        const read = interpretTarget(text, scope);
        setMisread(read.ok ? undefined : { text, why: read });
        onKey(read.ok ? read.key : '');
      }}
      onPaste={paste.onPaste}
      value={shown?.text ?? value}
    />
  );
}
