import type { TargetCard as Target } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { LastSeenText } from '../../shared/ui/last-seen-text.tsx';
import { RestoreProgress } from '../../shared/ui/restore-progress.tsx';
import { Size } from '../../shared/ui/size.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { isUnscanned } from '../../shared/lib/is-unscanned.ts';
import type { BucketRef, KeyRef } from '../../shared/lib/key-ref.ts';
import { Card } from './card.tsx';
import { Fact, FactList, MoreFacts, ReadValue } from './fact-list.tsx';
import { useKeyDrop } from './use-key-drop.ts';
import { AclName, ClassName } from '../../shared/ui/value-name.tsx';

interface TargetCardProps {
  target: Target;
  /** Where the link lies: only keys of this bucket can be dropped here. */
  scope: BucketRef;
  onShowKey: (key: string) => void;
  /** An object of the list was dropped here: the link is to lead to it. */
  onDropKey: (key: string) => void;
}

/** The right side of the picture: what the link reaches, or the empty place where it should be. */
export function TargetCard({ target, scope, onShowKey, onDropKey }: TargetCardProps) {
  const { t } = useTranslation('inspector');
  const { key, state } = target;
  const { over, handlers } = useKeyDrop(scope, onDropKey);
  const ghost = state.found === 'nothing' || state.found === 'unchecked' || state.found === 'forbidden';
  return (
    <Card
      ghost={ghost}
      drop={handlers}
      over={over}
      title={state.found === 'link' ? t('card.next') : t('card.target')}
      value={key}
      {...(state.found === 'object' || state.found === 'link'
        ? {
            aside: (
              <IconButton
                icon="arrow"
                label={`${t('action.openTarget')}: ${toVisibleText(key)}`}
                onClick={() => onShowKey(key)}
                size="small"
              />
            ),
          }
        : {})}
    >
      {over && <p className="text-13 font-medium text-accent">{t('card.drop')}</p>}
      <TargetFacts keyRef={{ ...scope, key }} state={state} />
      <LinksToTarget keyRef={{ ...scope, key }} />
    </Card>
  );
}

/** How many links lead to the target, where the one that is shown is not the only one. */
function LinksToTarget({ keyRef: { connection, bucket, key } }: { keyRef: KeyRef }) {
  const { t } = useTranslation('inspector');
  const backlinks = useQuery(indexKeyQueries.backlinks({ connection, bucket, key }));
  const total = backlinks.data?.total ?? 0;
  if (total < 2) return null;
  return (
    <Link
      className="touch-target inline-flex items-center self-start text-12 text-accent hover:underline"
      params={{ connection }}
      search={{ bucket, target: key }}
      to="/c/$connection/links"
    >
      {t('card.linked', { count: total })}
    </Link>
  );
}

/** The end of a chain, as far as it is known. */
export function FinalCard({ final, onShowKey }: { final: string | null; onShowKey: (key: string) => void }) {
  const { t } = useTranslation('inspector');
  if (final === null)
    return (
      <p className="rounded-lg border border-dashed border-line-strong p-3 text-13 text-ink-2">
        {t('card.finalUnknown')}
      </p>
    );
  return (
    <Card
      aside={
        <IconButton
          icon="arrow"
          label={`${t('action.openTarget')}: ${toVisibleText(final)}`}
          onClick={() => onShowKey(final)}
          size="small"
        />
      }
      title={t('card.final')}
      value={final}
    />
  );
}

function toAbsence({ isPrefix, impossible, mirror }: Target['state'] & { found: 'nothing' }) {
  if (impossible !== undefined) return 'card.impossible';
  if (mirror !== undefined) return 'card.mirrored';
  return isPrefix ? 'card.folder' : 'card.notThere';
}

function TargetFacts({ state, keyRef }: { state: Target['state']; keyRef: KeyRef }) {
  const { t } = useTranslation('inspector');
  switch (state.found) {
    case 'object':
      return <ObjectFacts keyRef={{ ...keyRef, key: state.readAs ?? keyRef.key }} state={state} />;
    case 'link':
      return <p className="text-13 text-ink-2">{state.loops ? t('card.loops') : t('card.isLink')}</p>;
    case 'nothing':
      return (
        <>
          <p className="text-13 text-ink-2">{t(toAbsence(state))}</p>
          {!state.isPrefix && state.impossible === undefined && <MissingTarget keyRef={keyRef} />}
        </>
      );
    case 'forbidden':
      return (
        <p className="text-13 text-ink-2">
          {state.by === 'oss' ? t('card.forbiddenOss') : t('card.forbiddenSignpost')}
        </p>
      );
    case 'unchecked':
      return (
        <p className="text-13 text-ink-2">
          {t('card.unchecked')} <span className="font-mono text-12">{state.code}</span>
        </p>
      );
  }
}

/** What was there, as far as the index has seen the bucket. */
function MissingTarget({ keyRef: { connection, bucket, key } }: { keyRef: KeyRef }) {
  const { data } = useQuery(indexKeyQueries.backlinks({ connection, bucket, key }));
  if (data === undefined || isUnscanned(data.coverage)) return null;
  return (
    <p className="text-13 text-ink-2">
      <LastSeenText lastSeen={data.lastSeen} />
    </p>
  );
}

interface ObjectFactsProps {
  state: Target['state'] & { found: 'object' };
  keyRef: KeyRef;
}

function ObjectFacts({ state, keyRef }: ObjectFactsProps) {
  const { t } = useTranslation('inspector');
  const { acl } = state;
  const ownAcl = acl?.known === true && acl.value !== 'default';
  const aclFact = acl !== undefined && (
    <Fact name={t('fact.acl')}>
      <ReadValue read={acl}>{(value) => <AclName value={value} />}</ReadValue>
    </Fact>
  );
  return (
    <>
      <FactList>
        <Fact name={t('fact.size')}>
          <Size bytes={state.size} />
        </Fact>
        <Fact name={t('fact.type')}>
          <span className="font-mono text-12">{state.headers.contentType ?? t('fact.none')}</span>
          {state.headers.contentEncoding !== undefined && (
            <span className="font-mono text-12"> · {state.headers.contentEncoding}</span>
          )}
        </Fact>
        <Fact name={t('fact.class')}>
          <ClassName value={state.storageClass} />
        </Fact>
        <Fact name={t('fact.changed')}>
          <RelativeTime at={state.lastModified} worded />
        </Fact>
        {ownAcl && aclFact}
        {state.restore !== undefined && (
          <Fact name={t('fact.restore')}>
            <RestoreProgress keyRef={keyRef} restore={state.restore} />
          </Fact>
        )}
        {state.expiration !== undefined && <Fact name={t('fact.expiration')}>{state.expiration}</Fact>}
      </FactList>
      <MoreFacts>
        {!ownAcl && aclFact}
        <Fact name={t('fact.etag')}>
          <span className="font-mono text-12 break-all">{state.etag}</span>
        </Fact>
        {state.versionId !== undefined && (
          <Fact name={t('fact.version')}>
            <span className="font-mono text-12 break-all">{state.versionId}</span>
          </Fact>
        )}
      </MoreFacts>
    </>
  );
}
