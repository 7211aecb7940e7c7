import { Link, useNavigate } from '@tanstack/react-router';
import { toVisibleText } from '@signpost/link-model/text';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { controlClass } from '../../../shared/ui/control-class.ts';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { usePageKey } from '../../../shared/hooks/use-page-key.ts';
import { toAncestors, toKeyParts } from '../../../shared/lib/key-parts.ts';
import { singleKeysChoice } from '../../../shared/lib/preferences.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { VisibleText } from '../../../shared/ui/visible-text.tsx';
import { toFolderSearch, toJumpSearch, type BrowserSearch } from '../../../shared/lib/browser-search.ts';

const loadInput = () => import('./path-input.tsx');
const PathInput = lazy(async () => ({ default: (await loadInput()).PathInput }));

interface PathBarProps {
  connection: string;
  bucket: string;
  prefix: string;
}

/** Where one is, as crumbs, and where to go, as a field with completion. `/` turns one into the other. */
export function PathBar({ connection, bucket, prefix }: PathBarProps) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  // What is being typed; undefined while the crumbs are shown.
  const [typed, setTyped] = useState<string>();
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  usePageKey('/', singleKeys, () => setTyped(prefix));
  // Fetched once the page rests, so that `/` finds it there.
  useEffect(() => {
    const timer = setTimeout(() => void loadInput(), 1500);
    return () => clearTimeout(timer);
  }, []);
  const go = (search: BrowserSearch): void => {
    setTyped(undefined);
    void navigate({ to: '/c/$connection/b/$bucket', params: { connection, bucket }, search });
  };
  if (typed !== undefined) {
    return (
      <Suspense fallback={<PlainInput bucket={bucket} onTyped={setTyped} typed={typed} />}>
        <PathInput
          bucket={bucket}
          connection={connection}
          onGo={(path) => go(toJumpSearch(path))}
          onList={(start) => go({ prefix: start })}
          onLeave={() => setTyped(undefined)}
          onTyped={setTyped}
          start={prefix}
          typed={typed}
        />
      </Suspense>
    );
  }
  const crumbs = ['', ...toAncestors(prefix)];
  const rest = prefix.slice(crumbs.at(-1)!.length);
  return (
    <nav
      aria-label={t('path.label')}
      className="flex h-8 min-w-0 items-center max-sm:h-11 rounded-md border border-line bg-surface-0 pl-1 hover:border-line-strong"
    >
      <ol className="flex min-w-0 flex-1 items-center overflow-x-auto font-mono text-13 whitespace-pre [scrollbar-width:none]">
        {crumbs.map((crumb, index) => (
          <li className="flex shrink-0 items-center" key={crumb}>
            <Link
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={crumb === prefix ? 'page' : undefined}
              aria-label={t('path.goTo', { path: crumb === '' ? bucket : toVisibleText(crumb) })}
              className="touch-target inline-flex items-center justify-center rounded-sm px-1 py-0.5 text-ink-2 hover:bg-surface-3 hover:text-ink-1 aria-[current=page]:text-ink-1"
              params={{ connection, bucket }}
              ref={crumb === prefix ? scrollIntoRow : undefined}
              search={toFolderSearch(crumb)}
              to="/c/$connection/b/$bucket"
            >
              {index === 0 ? bucket : <VisibleText text={toKeyParts(crumb).name.replace(/\/$/, '') || '∅'} />}
            </Link>
            <span aria-hidden="true" className="text-ink-3">
              /
            </span>
          </li>
        ))}
        {rest !== '' && (
          <li className="px-1 text-ink-1">
            <VisibleText text={rest} />
          </li>
        )}
      </ol>
      <button
        className="touch-target flex h-full shrink-0 items-center gap-2 rounded-r-md pr-2 pl-3 text-12 text-ink-3 hover:text-ink-1"
        onClick={() => setTyped(prefix)}
        onFocus={() => void loadInput()}
        onPointerEnter={() => void loadInput()}
        data-tip={t('path.type')}
        type="button"
      >
        <span className="sr-only">{t('path.hint')}</span>
        <Icon className={singleKeys ? 'sm:hidden' : ''} name="chevronRight" size={14} />
        {singleKeys && (
          <kbd aria-hidden="true" className="rounded-sm border border-line px-1 font-mono max-sm:hidden">
            /
          </kbd>
        )}
      </button>
    </nav>
  );
}

interface PlainInputProps {
  bucket: string;
  typed: string;
  onTyped: (typed: string) => void;
}

/** Takes what is typed while the field with completion is still being fetched: no letter is lost. */
function PlainInput({ bucket, typed, onTyped }: PlainInputProps) {
  const { t } = useTranslation('shell');
  return (
    <input
      aria-label={t('path.inputLabel', { bucket })}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody asked for it by key or click
      autoFocus
      className={cx(controlClass, 'h-8 font-mono text-13')}
      onChange={(event) => onTyped(event.target.value)}
      onFocus={(event) => event.currentTarget.select()}
      value={typed}
    />
  );
}

/** On a narrow screen the bar scrolls: the present folder comes into view. */
function scrollIntoRow(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest', inline: 'end' });
}
