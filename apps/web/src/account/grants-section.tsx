import type { Grant } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/hooks/use-now.ts';
import { Button } from '../shared/ui/button.tsx';
import { RelativeTime } from '../shared/ui/time.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { GrantPlace, useGrantedText } from './grant-text.tsx';
import { Line, Lines, Section } from './page-parts.tsx';
import { useAccountChange } from './use-account-change.ts';
import { focusLater } from './focus-later.ts';

/** Who may do what, and where. */
export function GrantsSection() {
  const { t } = useTranslation('account');
  const grants = useQuery(accountQueries.grants());
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Grant>();
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Section
      action={
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t('grants.add')}
        </Button>
      }
      headingRef={heading}
      text={t('grants.text')}
      title={t('grants.title')}
    >
      <Lines empty={t('grants.empty')} list={grants}>
        {(grant) => <GrantLine grant={grant} key={grant.id} onTakeBack={() => setEnding(grant)} />}
      </Lines>
      {isAdding && <GrantDialog onClose={() => setAdding(false)} />}
      {ending !== undefined && (
        <TakeBackDialog
          grant={ending}
          onClose={() => setEnding(undefined)}
          onTaken={() => {
            setEnding(undefined);
            focusLater(heading);
          }}
        />
      )}
    </Section>
  );
}

function GrantLine({ grant, onTakeBack }: { grant: Grant; onTakeBack: () => void }) {
  const { t } = useTranslation('account');
  const toText = useGrantedText();
  const name = toVisibleText(grant.name);
  return (
    <Line
      actions={
        <Button
          aria-label={t('grants.takeBackNamed', { name, what: toText(grant) })}
          onClick={onTakeBack}
          size="small"
        >
          {t('grants.takeBack')}
        </Button>
      }
      facts={[
        <GrantPlace bucket={grant.bucket} connection={grant.connection} key="place" prefix={grant.prefix} />,
        <GrantEnd expiresAt={grant.expiresAt} key="end" />,
        grant.createdBy === 'set-up'
          ? t('grants.bySetUp')
          : t('grants.by', { name: toVisibleText(grant.createdBy) }),
      ]}
      head={
        <>
          <span className="text-12 text-ink-3">{t(`grants.kind.${grant.subject.kind}`)}</span>
          <span className="font-medium">
            <VisibleText text={grant.name} />
          </span>
          <span>{toText(grant)}</span>
        </>
      }
    />
  );
}

function GrantEnd({ expiresAt }: { expiresAt: string | undefined }) {
  const { t } = useTranslation('account');
  const now = useNow('half-minute');
  if (expiresAt === undefined) return t('grants.noEnd');
  const isOver = Date.parse(expiresAt) <= now;
  return (
    <span className={isOver ? 'text-danger' : undefined}>
      {t(isOver ? 'grants.ended' : 'grants.until')} <RelativeTime at={expiresAt} worded />
    </span>
  );
}

interface TakeBackDialogProps {
  grant: Grant;
  onClose: () => void;
  onTaken: () => void;
}

function TakeBackDialog({ grant, onClose, onTaken }: TakeBackDialogProps) {
  const { t } = useTranslation('account');
  const toText = useGrantedText();
  const remove = useAccountChange('removeGrant', { onShown: onTaken });
  return (
    <ConfirmDialog
      act={remove}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id: grant.id })}
      submit={t('grants.ask.submit')}
      title={t('grants.ask.title')}
    >
      <div className="flex flex-col rounded-md border border-line p-2">
        <span className="font-medium wrap-anywhere">
          <VisibleText text={grant.name} />
        </span>
        <span>{toText(grant)}</span>
        <span className="text-12 text-ink-3">
          <GrantPlace bucket={grant.bucket} connection={grant.connection} prefix={grant.prefix} />
        </span>
      </div>
      <p className="wrap-anywhere">{t('grants.ask.text', { name: toVisibleText(grant.name) })}</p>
    </ConfirmDialog>
  );
}
