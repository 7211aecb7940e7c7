import type { WriteView } from '@signpost/api-contract';

/** The key as pre-flight read it last for this dialog. */
export interface SeenKey {
  /** What may be used again for a question: nothing for the one it was read for, which is asked again to read anew. */
  usableFor(question: string): WriteView | undefined;
  keep(question: string, view: WriteView): void;
  forget(): void;
}

export function createSeenKey(): SeenKey {
  let seen: { question: string; view: WriteView } | undefined;
  return {
    usableFor: (question) => (seen?.question === question ? undefined : seen?.view),
    keep: (question, view) => {
      seen = { question, view };
    },
    forget: () => {
      seen = undefined;
    },
  };
}
