import type { Read } from '@signpost/link-model/write';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/ui/icon.tsx';

/** Names and values under one another. */
export function FactList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-13">
      {children}
    </dl>
  );
}

/** One name and its value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-12 leading-5 text-ink-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

/** A value as OSS writes it, or that it was not read and why. */
export function ReadValue<T>({ read, children }: { read: Read<T>; children: (value: T) => ReactNode }) {
  const { t } = useTranslation('inspector');
  if (read.known) return children(read.value);
  const why = t(`unread.why.${read.why}`);
  return (
    <span className={read.why === 'unreadable' ? 'text-ink-3' : 'text-caution'} data-tip={why}>
      {t('unread.mark')}
      <span className="sr-only">: {why}</span>
    </span>
  );
}

/** Names with values in one line each, such as `team=cli`. */
export function NamedValues({ values }: { values: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('inspector');
  const entries = Object.entries(values);
  if (entries.length === 0) return <span className="text-ink-3">{t('fact.none')}</span>;
  return (
    <ul>
      {entries.map(([name, value]) => (
        <li className="font-mono text-12 leading-5 wrap-anywhere" key={name}>
          <span className="text-ink-2">{name}</span>
          <span className="text-ink-3">=</span>
          {value}
        </li>
      ))}
    </ul>
  );
}

/** Facts that seldom matter, or say that there is none: behind one press. */
export function MoreFacts({ children }: { children: ReactNode }) {
  const { t } = useTranslation('inspector');
  return (
    <details className="group">
      <summary className="touch-target inline-flex cursor-pointer list-none items-center gap-1 text-12 text-ink-3 hover:text-ink-1">
        <Icon
          className="transition-transform duration-100 group-open:rotate-90"
          name="chevronRight"
          size={12}
        />
        {t('fact.more')}
      </summary>
      <FactList>{children}</FactList>
    </details>
  );
}
