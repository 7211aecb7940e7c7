import type { QueryOf } from '@signpost/api-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../shared/queries/bucket-queries.ts';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { Button } from '../shared/ui/button.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { usePasteCheck } from '../shared/ui/use-paste-check.ts';
import { AccessList } from './access-list.tsx';
import { toAccessSearch, toReviewedKey, toAccountUrl } from './account-place.ts';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { ConnectionField } from './grant-fields.tsx';
import { Page } from './page-parts.tsx';
import { useFieldError } from './use-field-error.ts';

type ReviewedKey = QueryOf<'reviewAccess'>;

/** Who may do what with one key. What is asked stands in the address. */
export function AccessPage() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(() => toReviewedKey(location.search));
  const ask = (key: ReviewedKey): void => {
    history.replaceState(history.state, '', `${toAccountUrl('account/access')}${toAccessSearch(key)}`);
    setAsked(key);
    // Asked once more for the same key, it is looked up once more.
    void queryClient.invalidateQueries(accountQueries.access(key));
  };
  return (
    <Page title={t('access.title')}>
      <p className="max-w-2xl text-13 text-ink-2">{t('access.text')}</p>
      <AccessForm asked={asked} onAsk={ask} />
      {asked !== undefined && <AccessList of={asked} />}
    </Page>
  );
}

interface AccessFormProps {
  asked: ReviewedKey | undefined;
  onAsk: (key: ReviewedKey) => void;
}

function AccessForm({ asked, onAsk }: AccessFormProps) {
  const { t } = useTranslation(['account', 'common']);
  const [fields, setFields] = useState(asked ?? { connection: '', bucket: '', key: '' });
  const paste = usePasteCheck();
  const connections = useQuery(connectionQueries.list());
  const connection = fields.connection === '' ? (connections.data?.items[0]?.name ?? '') : fields.connection;
  const access = useQuery({ ...accountQueries.access(asked ?? fields), enabled: asked !== undefined });
  const fieldError = useFieldError(access.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (connection !== '') onAsk({ ...fields, bucket: fields.bucket.trim(), connection });
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      <div className="grid gap-3 sm:grid-cols-2">
        <ConnectionField onValue={(connection) => setFields({ ...fields, connection })} value={connection} />
        <TextField
          error={fieldError('#/query/bucket')}
          label={t('grant.bucket')}
          list="buckets"
          maxLength={63}
          mono
          onChange={(event) => setFields({ ...fields, bucket: event.target.value })}
          required
          value={fields.bucket}
        />
        {connection !== '' && <BucketChoices connection={connection} />}
      </div>
      <TextField
        error={paste.refused ? t('common:field.lineBreaks') : fieldError('#/query/key')}
        hint={t('access.keyHint')}
        label={t('access.key')}
        mono
        onChange={(event) => {
          paste.forget();
          setFields({ ...fields, key: event.target.value });
        }}
        onPaste={paste.onPaste}
        required
        value={fields.key}
      />
      <Button
        className="self-start"
        pending={access.isFetching || connections.isPending}
        type="submit"
        variant="primary"
      >
        {t('access.submit')}
      </Button>
    </form>
  );
}

/** Help for the field of the bucket; where the buckets cannot be listed, a name is typed without it. */
function BucketChoices({ connection }: { connection: string }) {
  const buckets = useQuery({ ...bucketQueries.list(connection), retry: false });
  return (
    <datalist id="buckets">
      {buckets.data?.items.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </datalist>
  );
}
