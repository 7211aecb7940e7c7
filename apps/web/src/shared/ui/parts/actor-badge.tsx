import { useTranslation } from 'react-i18next';

export type ActorKind = 'person' | 'token' | 'system';

/** Stroked like the icons of the console, and kept here: no page of the first load shows an actor. */
const shapes: Record<ActorKind, string> = {
  person: 'M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM3 13.5c0-2.6 2.2-4 5-4s5 1.4 5 4',
  token: 'M5.2 7.6a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM7.2 8.4l5.6-5.6M10.4 5.2l2 2',
  system:
    'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
};

/** Who did it: kind by shape and word, and the name. */
export function ActorBadge({ kind, name }: { kind: ActorKind; name: string }) {
  const { t } = useTranslation('parts');
  const word = t(`actor.${kind}`);
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-13" data-tip={word}>
      <svg
        aria-hidden="true"
        className="shrink-0 text-ink-3"
        fill="none"
        height="16"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.4"
        viewBox="0 0 16 16"
        width="16"
      >
        <path d={shapes[kind]} />
      </svg>
      <span className="sr-only">{word}:</span> <span className="truncate">{name}</span>
    </span>
  );
}
