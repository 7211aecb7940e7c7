import type { ApiToken } from '@signpost/api-contract';
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
import { Line, Lines, Section } from './page-parts.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { useAccountChange } from './use-account-change.ts';
import { focusLater } from './focus-later.ts';

/** Tokens of the API: the reader's own; all of them for who manages accounts. */
export function TokensSection({ administrates }: { administrates: boolean }) {
  const { t } = useTranslation('account');
  const tokens = useQuery(accountQueries.tokens());
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ApiToken>();
  const heading = useRef<HTMLHeadingElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  return (
    <Section
      action={
        <Button icon="plus" onClick={() => setAdding(true)} ref={adder}>
          {t('tokens.add')}
        </Button>
      }
      headingRef={heading}
      text={t('tokens.text')}
      title={t('tokens.title')}
    >
      <Lines empty={t('tokens.empty')} list={tokens}>
        {(token) => <TokenLine key={token.id} onEnd={() => setEnding(token)} token={token} />}
      </Lines>
      {isAdding && (
        <TokenDialog
          administrates={administrates}
          onClose={() => {
            setAdding(false);
            focusLater(adder);
          }}
        />
      )}
      {ending !== undefined && (
        <EndDialog
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined);
            focusLater(heading);
          }}
          token={ending}
        />
      )}
    </Section>
  );
}

function TokenLine({ token, onEnd }: { token: ApiToken; onEnd: () => void }) {
  const { t } = useTranslation('account');
  const now = useNow('half-minute');
  const { name, owner, trust, createdAt, createdBy, expiresAt, lastUsedAt } = token;
  const isExpired = Date.parse(expiresAt) <= now;
  return (
    <Line
      actions={
        <Button aria-label={t('tokens.endNamed', { name: toVisibleText(name) })} onClick={onEnd} size="small">
          {t('tokens.end')}
        </Button>
      }
      facts={[
        owner === undefined ? t('tokens.ofNobody') : t('tokens.owner', { name: toVisibleText(owner.name) }),
        trust === undefined ? undefined : t('tokens.trust.of', { issuer: toVisibleText(trust.issuer) }),
        owner?.name === createdBy ? undefined : t('tokens.by', { name: toVisibleText(createdBy) }),
        <>
          {t('tokens.created')} <RelativeTime at={createdAt} worded />
        </>,
        <span className={isExpired ? 'text-danger' : undefined} key="expires">
          {t(isExpired ? 'tokens.expired' : 'tokens.expires')} <RelativeTime at={expiresAt} worded />
        </span>,
        lastUsedAt === undefined ? (
          t('tokens.neverUsed')
        ) : (
          <>
            {t('tokens.used')} <RelativeTime at={lastUsedAt} worded />
          </>
        ),
      ]}
      head={
        <span className="font-medium">
          <VisibleText text={name} />
        </span>
      }
    />
  );
}

interface EndDialogProps {
  token: ApiToken;
  onClose: () => void;
  onEnded: () => void;
}

function EndDialog({ token, onClose, onEnded }: EndDialogProps) {
  const { t } = useTranslation('account');
  const end = useAccountChange('removeToken', { onShown: onEnded });
  return (
    <ConfirmDialog
      act={end}
      onClose={onClose}
      onConfirm={() => end.mutate({ id: token.id })}
      submit={t('tokens.ending.submit')}
      title={t('tokens.ending.title', { name: toVisibleText(token.name) })}
    >
      <p>{t('tokens.ending.text')}</p>
    </ConfirmDialog>
  );
}
