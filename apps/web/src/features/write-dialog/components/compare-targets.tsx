import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { previewQueries } from '../../../shared/queries/preview-queries.ts';
import { toOperationUrl } from '../../../shared/api/call.ts';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { TextSkeleton } from '../../../shared/ui/text-skeleton.tsx';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { isArchived } from '../model/is-archived.ts';
import { CompareFacts, type FoundObject } from './compare-facts.tsx';
import { LineDiff } from './line-diff.tsx';

/** One of the two targets. */
interface Compared {
  key: string;
  object: FoundObject;
}

interface CompareTargetsProps {
  scope: BucketRef;
  before: Compared;
  after: Compared;
}

/** Largest text that is compared line by line. */
const mostText = 256 * 1024;

/** What readers got and what they will get, side by side: the facts, then the contents where they can be shown. */
export function CompareTargets({ scope, before, after }: CompareTargetsProps) {
  const { t } = useTranslation('sheet');
  const was = before.object;
  const will = after.object;
  const archived = [
    { side: 'before' as const, object: was },
    { side: 'after' as const, object: will },
  ].filter(({ object }) => isArchived(object));
  return (
    <section
      aria-label={t('compare.title')}
      className="flex scroll-my-3 flex-col gap-3 rounded-lg border border-line p-3"
      ref={showFromTop}
    >
      <CompareFacts was={was} will={will} />
      {archived.length > 0 ? (
        <ul className="text-12 text-ink-2">
          {archived.map(({ side }) => (
            <li key={side}>{t('compare.archived', { side: t(`compare.${side}`) })}</li>
          ))}
        </ul>
      ) : was.etag === will.etag && was.size === will.size ? (
        <p className="text-12 text-ink-2">{t('compare.sameBytes')}</p>
      ) : (
        <Contents
          after={{ key: after.key, etag: will.etag, size: will.size }}
          before={{ key: before.key, etag: was.etag, size: was.size }}
          scope={scope}
        />
      )}
    </section>
  );
}

/** It was asked for: it begins where it can be read, not under the edge. */
function showFromTop(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: 'start' });
}

interface Side {
  key: string;
  etag: string;
  size: number;
}

/** Both contents: texts as a line diff, pictures beside one another. Anything else is not guessed at. */
function Contents({ scope, before, after }: { scope: BucketRef; before: Side; after: Side }) {
  const { t } = useTranslation('sheet');
  const was = useQuery(previewQueries.preview({ ...scope, key: before.key }, before.etag));
  const will = useQuery(previewQueries.preview({ ...scope, key: after.key }, after.etag));
  const failed = [was, will].find(({ isError }) => isError);
  if (failed !== undefined) return <FailedState error={failed.error} inline title={t('compare.failed')} />;
  if (was.data === undefined || will.data === undefined) return <TextSkeleton />;
  const sides = [
    { side: 'before' as const, key: before.key, content: was.data },
    { side: 'after' as const, key: after.key, content: will.data },
  ];
  const hidden = sides.flatMap(({ side, content }) =>
    content.kind === 'other' ? [{ side, why: content.why }] : [],
  );
  if (hidden.length > 0)
    return (
      <ul className="text-12 text-ink-2">
        {hidden.map(({ side, why }) => (
          <li key={side}>{t(`compare.hidden.${why}`, { side: t(`compare.${side}`) })}</li>
        ))}
      </ul>
    );
  if (was.data.kind === 'image' && will.data.kind === 'image')
    return (
      <div className="grid grid-cols-2 sm:pl-20">
        {sides.map(({ side, key }) => (
          <figure className="flex min-w-0 flex-col gap-1" key={side}>
            <img
              alt={t('compare.image', { key: toVisibleText(key) })}
              className="max-h-72 max-w-full self-start rounded-md border border-line bg-surface-2 object-contain"
              src={toOperationUrl('previewObject', { ...scope, key })}
            />
            <figcaption className="text-12 text-ink-3">{t(`compare.${side}`)}</figcaption>
          </figure>
        ))}
      </div>
    );
  if (was.data.kind !== 'text' || will.data.kind !== 'text')
    return <p className="text-12 text-ink-2">{t('compare.kinds')}</p>;
  if (!was.data.whole || !will.data.whole || before.size > mostText || after.size > mostText)
    return <p className="text-12 text-ink-2">{t('compare.tooLarge')}</p>;
  return <LineDiff after={will.data.text} before={was.data.text} />;
}
