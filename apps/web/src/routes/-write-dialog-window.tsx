import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { objectQueries } from '../shared/queries/object-queries.ts';
import { useConnection } from '../shared/hooks/use-connection.ts';
import type { BucketRef } from '../shared/lib/key-ref.ts';
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
  const facts = useConnection(connection);
  const subject = toSubject(search);
  const next = useNextLink({ connection, bucket }, search);
  if (subject === undefined) return null;

  const goTo = (next: BrowserSearch, replace = false): void =>
    void navigate({ to: '/c/$connection/b/$bucket', params: { connection, bucket }, search: next, replace });
  const onSubject: WriteDialogProps['onSubject'] = (next, how) =>
    goTo({ ...withoutDialog(search), ...toSearch(next) }, how === 'replace');

  return (
    <WriteDialog
      bucket={bucket}
      connection={connection}
      endpoint={facts?.endpoint}
      instead={search.dialog === 'undo' ? search.on : undefined}
      onClose={onClose}
      onNext={
        next === undefined
          ? undefined
          : () =>
              goTo({ ...withoutDialog(search), ...toSearch({ action: 'repoint', key: next, target: '' }) })
      }
      onShowKey={(key) =>
        goTo({ ...(toParentPrefix(key) === '' ? {} : { prefix: toParentPrefix(key) }), key })
      }
      onSubject={onSubject}
      onWritten={onWritten}
      subject={subject}
    />
  );
}

/** The link after the one that is repointed, in the list the dialog lies over. Nothing is read for it. */
function useNextLink(bucketRef: BucketRef, search: BrowserSearch): string | undefined {
  const { prefix, cursor, after } = search;
  const page = useQuery({
    ...objectQueries.page(bucketRef, {
      ...(prefix === undefined ? {} : { prefix }),
      ...(cursor === undefined ? {} : { cursor }),
      ...(after === undefined ? {} : { after }),
    }),
    enabled: false,
  });
  // Once the write is recorded, the address names its record in place of the key.
  const [key, setKey] = useState(search.on);
  if (search.dialog === 'repoint' && search.on !== undefined && search.on !== key) setKey(search.on);
  const items = page.data?.items ?? [];
  const at = items.findIndex((entry) => entry.kind === 'object' && entry.key === key);
  if (at < 0) return undefined;
  const next = items.slice(at + 1).find((entry) => entry.kind === 'object' && entry.type === 'Symlink');
  return next?.kind === 'object' ? next.key : undefined;
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
