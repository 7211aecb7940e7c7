import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { withoutDialog, type BrowserSearch } from '../shared/lib/browser-search.ts';
import { WriteDialog, type WriteDialogProps } from '../features/write-dialog/write-dialog.tsx';
import type { DialogSubject } from '../features/write-dialog/model/write-subject.ts';
import { toParentPrefix } from '../shared/lib/key-parts.ts';

export interface WriteDialogWindowProps {
  connection: string;
  bucket: string;
  search: BrowserSearch;
  /** A write was recorded: the page keeps it in its address. */
  onWritten: (change: string) => void;
  onClose: () => void;
}

/** The write dialog, with what it takes from its address and from other features. */
export function WriteDialogWindow({
  connection,
  bucket,
  search,
  onWritten,
  onClose,
}: WriteDialogWindowProps) {
  const navigate = useNavigate();
  const connections = useQuery(connectionQueries.list());
  const subject = toSubject(search);
  if (subject === undefined) return null;

  const goTo = (next: BrowserSearch, replace = false): void =>
    void navigate({ to: '/c/$connection/b/$bucket', params: { connection, bucket }, search: next, replace });
  const onSubject: WriteDialogProps['onSubject'] = (next, how) =>
    goTo({ ...withoutDialog(search), ...toSearch(next) }, how === 'replace');

  return (
    <WriteDialog
      bucket={bucket}
      connection={connection}
      endpoint={connections.data?.items.find(({ name }) => name === connection)?.endpoint}
      instead={search.dialog === 'undo' ? search.on : undefined}
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

/** What an address asks the dialog for; half an address asks for nothing. */
function toSubject({ dialog, on = '', to = '', change }: BrowserSearch): DialogSubject | undefined {
  switch (dialog) {
    case 'create':
      return { action: 'create', key: on, target: to };
    case 'repoint':
      return on === '' ? undefined : { action: 'repoint', key: on, target: to };
    case 'delete':
    case 'delete-object':
      return on === '' ? undefined : { action: dialog, key: on };
    case 'undo':
    case 'done':
      return change === undefined ? undefined : { action: dialog, change };
    default:
      return undefined;
  }
}

function toSearch(subject: DialogSubject): BrowserSearch {
  if ('change' in subject) return { dialog: subject.action, change: subject.change };
  const to = 'target' in subject && subject.target !== '' ? { to: subject.target } : {};
  return { dialog: subject.action, on: subject.key, ...to };
}
