import type { KeyState, LinkSnapshot } from '@signpost/link-model/write';
import { headerNames } from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { VisibleText } from '../../shared/ui/visible-text.tsx';

/** A recorded state: for a link its target and every setting that was recorded, and which were not. */
export function StateFacts({ state }: { state: KeyState }) {
  const { t, i18n } = useTranslation('inspector');
  if (state.kind === 'absent') return <p>{t('timeline.nothing')}</p>;
  if (state.kind === 'object')
    return <p>{t('timeline.object', { size: formatSize(state.facts.size, i18n.language) })}</p>;
  const { known, unread } = toLines(state.link);
  return (
    <>
      <p className="min-w-0">
        <span aria-hidden="true">→ </span>
        <KeyText fit="wrap" value={state.link.target} />
      </p>
      <ul className="text-12 text-ink-2">
        {known.map((line) => (
          <li className="wrap-anywhere" key={line}>
            <VisibleText text={line} />
          </li>
        ))}
      </ul>
      {unread.length > 0 && <p className="text-12">{t('moment.unread', { parts: unread.join(', ') })}</p>}
    </>
  );
}

function toLines({ headers, metadata, tags, acl, storageClass }: LinkSnapshot): {
  known: string[];
  unread: string[];
} {
  const named = (prefix: string, values: object): string[] =>
    Object.entries(values).map(([name, value]) => `${prefix}${name}: ${String(value)}`);
  const parts: [string, { known: boolean }, () => string[]][] = [
    ['class', storageClass, () => (storageClass.known ? [storageClass.value] : [])],
    ['ACL', acl, () => (acl.known ? [`ACL ${acl.value}`] : [])],
    [
      'headers',
      headers,
      () =>
        headers.known
          ? Object.entries(headers.value).map(
              ([name, value]) => `${headerNames[name as keyof typeof headerNames]}: ${value}`,
            )
          : [],
    ],
    ['metadata', metadata, () => (metadata.known ? named('x-oss-meta-', metadata.value) : [])],
    ['tags', tags, () => (tags.known ? named('tag ', tags.value) : [])],
  ];
  return {
    known: parts.flatMap(([, , lines]) => lines()),
    unread: parts.filter(([, part]) => !part.known).map(([name]) => name),
  };
}
