import type { IndexedFolderLink } from '@signpost/api-contract';
import { isBroken, type Health } from '@signpost/link-model/health';
import { judgeFolderLink } from '@signpost/link-model/index';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { toKeyParts, toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { cx } from '../../../shared/lib/cx.ts';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { Section } from './section.tsx';
import { useDenial } from '../../../shared/access/use-denial.ts';

/** Rows before "show all". */
const shown = 8;

interface FolderLinksProps {
  connection: string;
  parts: readonly IndexedFolderLink[];
  /** Buckets of which all is known: of others, a folder may hold more links than were counted. */
  whole: ReadonlySet<string>;
}

/** Folders of links that follow another folder: what gets keyBacklinks somewhere else, newest first. */
export function FolderLinks({ connection, parts, whole }: FolderLinksProps) {
  const { t } = useTranslation('home');
  const [all, setAll] = useState(false);
  const rows = all ? parts : parts.slice(0, shown);
  return (
    <Section
      aside={
        parts.length > shown && (
          <Button aria-expanded={all} onClick={() => setAll(!all)} size="small" variant="quiet">
            {all ? t('moving.fewer') : t('moving.all', { count: parts.length })}
          </Button>
        )
      }
      title={t('moving.title')}
    >
      {parts.length === 0 ? (
        <p className="rounded-lg border border-line px-3 py-4 text-13 text-ink-2">{t('moving.none')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {rows.map((part) => (
            <PartRow
              connection={connection}
              key={`${part.bucket}/${part.prefix}`}
              part={part}
              whole={whole.has(part.bucket)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

const moveClass = 'max-sm:col-span-full max-sm:justify-self-start';

interface PartRowProps {
  connection: string;
  part: IndexedFolderLink;
  whole: boolean;
}

function PartRow({ connection, part, whole }: PartRowProps) {
  const { t, i18n } = useTranslation('home');
  const { bucket, prefix, source } = part;
  const { working, links, trouble } = judgeFolderLink(part);
  const denial = useDenial(connection)('plan.write', { bucket, prefix, partly: true });
  const rows = { bucket, prefix };
  const broken = (Object.entries(part.byHealth) as [Health, number][])
    .filter(([health]) => isBroken(health))
    .reduce((sum, [, count]) => sum + count, 0);
  // One glyph for all of them: that of the worst.
  const worst = trouble?.health ?? 'missing';
  const rest = whole ? <Rest connection={connection} part={part} /> : null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-2 text-13 hover:bg-surface-2 sm:min-h-9 sm:grid-cols-[minmax(0,1fr)_auto_3rem_auto] sm:py-1 lg:grid-cols-[6.5rem_minmax(0,1fr)_auto_3rem_auto]">
      <span className="truncate text-12 text-ink-3 max-lg:hidden" data-tip={bucket}>
        {bucket}
      </span>
      <span className="flex min-w-0 items-center gap-2 max-sm:col-span-2">
        <Link
          className="touch-target flex min-h-6 min-w-0 items-center rounded-sm hover:underline"
          params={{ connection, bucket }}
          search={{ prefix }}
          to="/c/$connection/b/$bucket"
        >
          <span className="sr-only">{bucket} </span>
          <KeyText value={prefix} />
        </Link>
        <span aria-hidden="true" className="shrink-0 text-ink-3">
          ⇒
        </span>
        <span className="sr-only">{t('moving.follows')}</span>
        <Link
          className="touch-target flex min-h-6 min-w-0 items-center rounded-sm hover:underline"
          params={{ connection, bucket }}
          search={{ prefix: source }}
          to="/c/$connection/b/$bucket"
        >
          <KeyText value={source} />
        </Link>
      </span>
      <span className="flex items-center gap-3 sm:grid sm:grid-cols-[6.5rem_2.5rem]">
        <Link
          className={cx(
            'touch-target inline-flex min-h-6 items-center rounded-sm text-12 whitespace-nowrap hover:underline sm:justify-end',
            whole && working === links ? 'text-ink-2' : 'text-caution',
          )}
          params={{ connection }}
          search={rows}
          data-tip={t(whole ? 'moving.whole' : 'moving.inPart')}
          to="/c/$connection/links"
        >
          {whole
            ? t('moving.count', { following: working, count: links })
            : t('moving.counted', { count: links })}
        </Link>
        {broken > 0 && (
          <Link
            aria-label={t('moving.broken', { count: broken })}
            className="touch-target inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-12 hover:underline"
            params={{ connection }}
            search={{ ...rows, health: 'broken' }}
            to="/c/$connection/links"
          >
            <HealthGlyph className="[&>.sr-only]:hidden" health={worst} size={14} />
            <span className={healthInk[worst]}>{broken.toLocaleString(i18n.language)}</span>
          </Link>
        )}
      </span>
      <span className="text-right text-12 whitespace-nowrap text-ink-3" data-tip={t('moving.age')}>
        <RelativeTime at={part.newest} />
      </span>
      {denial === undefined ? (
        <Link
          aria-label={t('moving.moveNamed', { name: toVisibleText(prefix) })}
          className={cx(buttonClass('quiet', 'small'), moveClass)}
          params={{ connection }}
          search={{ dialog: 'move', on: prefix, in: bucket }}
          to="/c/$connection"
        >
          {t('moving.move')}
        </Link>
      ) : (
        <Button
          aria-label={t('moving.moveNamed', { name: toVisibleText(prefix) })}
          className={moveClass}
          disabledReason={denial}
          size="small"
          variant="quiet"
        >
          {t('moving.move')}
        </Button>
      )}
      {rest}
    </li>
  );
}

/** Kinds of links that are named one by one: more say less. */
const namedKinds = 3;

/** Where the links went that do not work: `8 at 2.14.0 · 1 at 2.15.0-rc.1 (install.sh)`. */
function Rest({ connection, part }: { connection: string; part: IndexedFolderLink }) {
  const { bucket, prefix, source, working, rest } = part;
  const { t } = useTranslation(['home', 'health']);
  if (rest.length === 0) return null;
  const place = (folder: string): string => toVisibleText(toFolderName(folder));
  const texts = rest.slice(0, namedKinds).map(({ source: other, health, links, first }) => {
    const where =
      other === undefined
        ? t('home:moving.elsewhere', { count: links })
        : other === source
          ? t('home:moving.unwell', { count: links, health: t(`health:word.${health}`) })
          : t('home:moving.at', { count: links, source: place(other) });
    const sick =
      other !== source && health !== 'ok'
        ? t('home:moving.sick', { health: t(`health:word.${health}`) })
        : '';
    return {
      key: `${prefix}${first}`,
      text: where + sick,
      name: t(links === 1 ? 'home:moving.name' : 'home:moving.nameFirst', { name: toVisibleText(first) }),
    };
  });
  const more = rest.slice(namedKinds).reduce((sum, { links }) => sum + links, 0);
  return (
    <p className="col-span-full flex flex-wrap gap-x-1.5 pb-1 text-12 text-ink-2 lg:col-start-2">
      <span>{t('home:moving.at', { count: working, source: place(source) })}</span>
      {texts.map(({ key, text, name }) => (
        <span key={key}>
          <span aria-hidden="true">· </span>
          {text}{' '}
          <Link
            className="rounded-sm text-accent hover:underline"
            params={{ connection, bucket }}
            search={{ prefix: toParentPrefix(key), key }}
            to="/c/$connection/b/$bucket"
          >
            {name}
          </Link>
        </span>
      ))}
      {more > 0 && <span>{t('home:moving.more', { count: more })}</span>}
    </p>
  );
}

/** `cli/2.14.0/` → `2.14.0` */
function toFolderName(prefix: string): string {
  return toKeyParts(prefix).name.replace(/\/$/, '');
}
