import { headerNames } from '@signpost/oss-protocol/rules';
import type { KeyState, LinkDraft } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { rowName, rowsThatMatter, toDiffRows, type DiffRow } from '../model/diff-rows.ts';
import { AclName, ClassName } from '../../../shared/ui/value-name.tsx';

/** What changes besides the target, value by value; what stays is named among the findings. */
export function DiffTable({ now, after }: { now: KeyState; after: LinkDraft | null }) {
  const { t } = useTranslation('sheet');
  const rows = toDiffRows(now, after);
  // A link that comes or goes as a whole needs no list of what comes or goes with it, but for what is set on it.
  const changed = now.kind === 'link' && after !== null ? rowsThatMatter(rows).filter(notTarget) : [];
  const set =
    now.kind !== 'link' && after !== null ? rows.filter((row) => notTarget(row) && row.after !== null) : [];
  return (
    <>
      {changed.length > 0 && (
        <div className="pl-[4.25rem]">
          <p className="text-12 text-ink-3">{t('alsoChanges')}</p>
          <Rows rows={changed} />
        </div>
      )}
      {set.length > 0 && (
        <div className="pl-[4.25rem]">
          <ValueList rows={set} />
        </div>
      )}
    </>
  );
}

function Rows({ rows }: { rows: readonly DiffRow[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-3 text-12 leading-5">
      {rows.map((row) => (
        <div className="contents" key={rowName(row)}>
          <dt className="text-ink-3">
            <Subject row={row} />
          </dt>
          <dd className="font-mono wrap-anywhere">
            <BeforeValue row={row} />
            <span aria-hidden="true" className="text-ink-3">
              {' → '}
            </span>
            <AfterValue row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Values that a link has, in a line: what is set on a new one, what is kept on an old one. */
export function ValueList({ rows }: { rows: readonly DiffRow[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 text-12 text-ink-2">
      {rows.map((row) => (
        <li className="min-w-0 wrap-anywhere" key={rowName(row)}>
          <span className="text-ink-3">
            <Subject row={row} />{' '}
          </span>
          <span className="font-mono">
            <Shown row={row} value={row.after ?? ''} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Subject({ row: { subject } }: { row: DiffRow }) {
  const { t } = useTranslation('sheet');
  if (subject.part === 'header') return headerNames[subject.name];
  if (subject.part === 'metadata' || subject.part === 'tag')
    return t(`part.${subject.part}`, { name: subject.name });
  return t(`part.${subject.part}`);
}

/** A value as it is written in the reader's language. */
function Shown({ row: { subject }, value }: { row: DiffRow; value: string }) {
  if (subject.part === 'storageClass') return <ClassName value={value} />;
  return subject.part === 'acl' ? <AclName value={value} /> : value;
}

function BeforeValue({ row }: { row: DiffRow }) {
  const { t } = useTranslation('sheet');
  const { before } = row;
  if ('unread' in before) return <span className="text-caution">{t('part.unread')}</span>;
  if (before.value === null) return <span className="text-ink-3">{t('part.none')}</span>;
  return (
    <del className="rounded-sm bg-danger-soft text-danger">
      <Shown row={row} value={before.value} />
    </del>
  );
}

function AfterValue({ row }: { row: DiffRow }) {
  const { t } = useTranslation('sheet');
  if (row.after === null) return <span className="text-ink-3">{t('part.none')}</span>;
  return (
    <ins className="rounded-sm bg-accent-soft font-semibold text-accent no-underline">
      <Shown row={row} value={row.after} />
    </ins>
  );
}

function notTarget(row: DiffRow): boolean {
  return row.subject.part !== 'target';
}
