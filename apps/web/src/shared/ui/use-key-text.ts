import { interpretTarget, type InterpretedTarget, type TargetInputScope } from '@signpost/link-model/text';
import { useState } from 'react';

/** Why a text is no key here. */
export type MisreadKey = InterpretedTarget & { ok: false };

interface KeyTextOptions {
  scope: TargetInputScope;
  value: string;
  /** A key, never an address: of an address of this bucket its key, of any other text that is none nothing. */
  onKey: (key: string) => void;
}

/**
 * What stands in a field for a key. An address of one turns into its key at once: what an address carries besides, which
 * may be a signature, gets no further than this field.
 */
export function useKeyText({ scope, value, onKey }: KeyTextOptions) {
  const [misread, setMisread] = useState<{ text: string; why: MisreadKey }>();
  // A key that comes from elsewhere takes the place of what could not be read.
  const shown = value === '' ? misread : undefined;
  return {
    text: shown?.text ?? value,
    misread: shown?.why,
    take: (text: string): void => {
      const read = interpretTarget(text, scope);
      setMisread(read.ok ? undefined : { text, why: read });
      onKey(read.ok ? read.key : '');
    },
  };
}
