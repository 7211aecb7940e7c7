import type { KeyView } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { Card } from './card.tsx';
import { Fact, FactList, MoreFacts, NamedValues, ReadValue } from './fact-list.tsx';
import { PartValue } from './part-value.tsx';
import { AclName } from '../../shared/ui/value-name.tsx';

/** The left side of the picture: the link itself. */
export function LinkCard({ view, state }: { view: KeyView; state: KeyState & { kind: 'link' } }) {
  const { t } = useTranslation('inspector');
  const { facts, link } = state;
  const ownAcl = link.acl.known && link.acl.value !== 'default';
  const hasMetadata = link.metadata.known && Object.keys(link.metadata.value).length > 0;
  const acl = (
    <Fact name={t('fact.acl')}>
      <ReadValue read={link.acl}>{(value) => <AclName value={value} />}</ReadValue>
    </Fact>
  );
  const metadata = (
    <Fact name={t('fact.metadata')}>
      <ReadValue read={link.metadata}>{(values) => <NamedValues values={values} />}</ReadValue>
    </Fact>
  );
  return (
    <Card title={t('card.link')} value={view.key}>
      <FactList>
        <Fact name={t('fact.written')}>
          <RelativeTime at={facts.lastModified} worded />
        </Fact>
        {ownAcl && acl}
        {hasMetadata && metadata}
      </FactList>
      <MoreFacts>
        <Fact name={t('fact.class')}>
          <PartValue part="storageClass" view={view} />
        </Fact>
        {!ownAcl && acl}
        <Fact name={t('fact.tags')}>
          <PartValue part="tags" view={view} />
        </Fact>
        {!hasMetadata && metadata}
        <Fact name={t('fact.stored')}>
          <span data-tip={t('fact.bytes', { count: facts.size })}>{facts.size} B</span>
        </Fact>
        {facts.versionId !== undefined && (
          <Fact name={t('fact.version')}>
            <span className="font-mono text-12 break-all">{facts.versionId}</span>
          </Fact>
        )}
      </MoreFacts>
    </Card>
  );
}
