import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { VisibleText } from '../../../shared/ui/visible-text.tsx';
import { countDrawnLines, cutLine, diffLines, foldSame, type LineRun } from '../model/line-diff.ts';

/** Two texts as one, changed lines marked by sign and colour, long stretches without change left out. */
export function LineDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('sheet');
  const runs = useMemo(() => foldSame(diffLines(before, after)), [before, after]);
  const lines = runs.flatMap(({ kind, lines: first, skipped, rest }) => [
    ...first.map((text): Line => ({ kind, text })),
    ...(skipped === 0 ? [] : [{ kind: 'skipped' as const, text: t('compare.skipped', { count: skipped }) }]),
    ...rest.map((text): Line => ({ kind, text })),
  ]);
  if (runs.every(({ kind }) => kind === 'same'))
    return <p className="text-12 text-ink-2">{t('compare.sameText')}</p>;
  const drawn = countDrawnLines(lines.map(({ text }) => text));
  return (
    <figure aria-label={t('compare.lines')} className="flex min-w-0 flex-col gap-1">
      <div
        className="max-h-80 overflow-auto rounded-md border border-line bg-surface-0 font-mono text-12 leading-5"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling boxes must be reachable by keyboard
        tabIndex={0}
      >
        {lines.slice(0, drawn).map((line, index) => (
          <DiffLine key={index} line={line} />
        ))}
      </div>
      {lines.length > drawn && (
        <figcaption className="text-12 text-ink-3">
          {t('compare.cut', { count: lines.length - drawn })}
        </figcaption>
      )}
    </figure>
  );
}

interface Line {
  kind: LineRun['kind'] | 'skipped';
  text: string;
}

function DiffLine({ line: { kind, text } }: { line: Line }) {
  const { t } = useTranslation('sheet');
  switch (kind) {
    case 'skipped':
      return <p className="border-y border-line bg-surface-2 px-2 text-ink-3">{text}</p>;
    case 'same':
      return (
        <p className="px-2 whitespace-pre-wrap wrap-anywhere text-ink-2">
          <span aria-hidden="true">{'  '}</span>
          <LineText text={text} />
        </p>
      );
    case 'removed':
      return (
        <p className="bg-danger-soft px-2 whitespace-pre-wrap wrap-anywhere text-danger">
          <span aria-hidden="true">− </span>
          <span className="sr-only">{t('compare.removed')} </span>
          <LineText text={text} />
        </p>
      );
    case 'added':
      return (
        <p className="bg-accent-soft px-2 whitespace-pre-wrap wrap-anywhere text-accent">
          <span aria-hidden="true">+ </span>
          <span className="sr-only">{t('compare.added')} </span>
          <LineText text={text} />
        </p>
      );
  }
}

function LineText({ text }: { text: string }) {
  const { t } = useTranslation('sheet');
  const { head, cut } = cutLine(text);
  return (
    <>
      <VisibleText lines text={head} />
      {cut > 0 && <span className="text-ink-3">{t('compare.cutLine', { count: cut })}</span>}
    </>
  );
}
