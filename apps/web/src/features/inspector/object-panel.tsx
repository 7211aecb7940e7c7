import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { RestoreProgress } from '../../shared/ui/restore-progress.tsx';
import { Size } from '../../shared/ui/size.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { Card } from './card.tsx';
import { Fact, FactList, ReadValue } from './fact-list.tsx';
import { PartValue } from './part-value.tsx';
import { AclName, ClassName } from '../../shared/ui/value-name.tsx';

/** An ordinary object: its facts. */
export function ObjectPanel({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  if (view.state.kind !== 'object') return null;
  const { facts, storageClass, headers } = view.state;
  const { object } = view;
  return (
    <Card title={t('card.object')} value={view.key}>
      <FactList>
        <Fact name={t('fact.size')}>
          <Size bytes={facts.size} />
        </Fact>
        <Fact name={t('fact.type')}>
          <span className="font-mono text-12">{headers.contentType ?? t('fact.none')}</span>
          {headers.contentEncoding !== undefined && (
            <span className="font-mono text-12"> · {headers.contentEncoding}</span>
          )}
        </Fact>
        <Fact name={t('fact.class')}>
          <ClassName value={storageClass} />
        </Fact>
        <Fact name={t('fact.changed')}>
          <RelativeTime at={facts.lastModified} worded />
        </Fact>
        {object !== undefined && (
          <>
            <Fact name={t('fact.acl')}>
              <ReadValue read={object.acl}>{(value) => <AclName value={value} />}</ReadValue>
            </Fact>
            <Fact name={t('fact.tags')}>
              <PartValue part="tags" view={view} />
            </Fact>
          </>
        )}
        <Fact name={t('fact.etag')}>
          <span className="font-mono text-12 break-all">{facts.etag}</span>
        </Fact>
        {object?.crc64 !== undefined && (
          <Fact name={t('fact.crc64')}>
            <span className="font-mono text-12 break-all">{object.crc64}</span>
          </Fact>
        )}
        {facts.versionId !== undefined && (
          <Fact name={t('fact.version')}>
            <span className="font-mono text-12 break-all">{facts.versionId}</span>
          </Fact>
        )}
        {object?.restore !== undefined && (
          <Fact name={t('fact.restore')}>
            <RestoreProgress keyRef={view} restore={object.restore} />
          </Fact>
        )}
        {object?.expiration !== undefined && <Fact name={t('fact.expiration')}>{object.expiration}</Fact>}
      </FactList>
    </Card>
  );
}
