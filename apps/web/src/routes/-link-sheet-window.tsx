import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { connectionQueries } from '../features/connections/queries.ts';
import { withoutSheet, type BrowserSearch } from '../features/objects/model/browser-search.ts';
import { LinkSheet, type LinkSheetProps } from '../features/symlinks/link-sheet.tsx';
import type { SheetSubject } from '../features/symlinks/model/sheet-subject.ts';
import { toParentPrefix } from '../shared/lib/key-parts.ts';

export interface LinkSheetWindowProps {
  connection: string;
  bucket: string;
  search: BrowserSearch;
  /** A write was recorded: the page keeps it in its address. */
  onWritten: (change: string) => void;
  onClose: () => void;
}

/** The write sheet, with what it takes from its address and from other features. */
export function LinkSheetWindow({ connection, bucket, search, onWritten, onClose }: LinkSheetWindowProps) {
  const navigate = useNavigate();
  const connections = useQuery(connectionQueries.list());
  const subject = toSubject(search);
  if (subject === undefined) return null;

  const goTo = (next: BrowserSearch, replace = false): void =>
    void navigate({ to: '/c/$connection/b/$bucket', params: { connection, bucket }, search: next, replace });
  const onSubject: LinkSheetProps['onSubject'] = (next, how) =>
    goTo({ ...withoutSheet(search), ...toSearch(next) }, how === 'replace');

  return (
    <LinkSheet
      bucket={bucket}
      connection={connection}
      endpoint={connections.data?.items.find(({ name }) => name === connection)?.endpoint}
      instead={search.sheet === 'undo' ? search.on : undefined}
      onClose={onClose}
      onShowKey={(key) =>
        goTo({ ...(toParentPrefix(key) === '' ? {} : { prefix: toParentPrefix(key) }), key })
      }
      onSubject={onSubject}
      onWritten={onWritten}
      subject={subject}
    />
  );
}

/** What an address asks the sheet for; half an address asks for nothing. */
function toSubject({ sheet, on = '', to = '', change }: BrowserSearch): SheetSubject | undefined {
  switch (sheet) {
    case 'create':
      return { act: 'create', key: on, target: to };
    case 'repoint':
      return on === '' ? undefined : { act: 'repoint', key: on, target: to };
    case 'delete':
    case 'delete-object':
      return on === '' ? undefined : { act: sheet, key: on };
    case 'undo':
    case 'done':
      return change === undefined ? undefined : { act: sheet, change };
    default:
      return undefined;
  }
}

function toSearch(subject: SheetSubject): BrowserSearch {
  if ('change' in subject) return { sheet: subject.act, change: subject.change };
  const to = 'target' in subject && subject.target !== '' ? { to: subject.target } : {};
  return { sheet: subject.act, on: subject.key, ...to };
}
