import type { KeyView } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { Card } from './card.tsx';
import { Fact, FactList, NamedValues, ReadValue } from './fact-list.tsx';
import { PartValue } from './part-value.tsx';

/** The left side of the picture: the link itself, which is all that can be changed here. */
export function LinkCard({ view, state }: { view: KeyView; state: KeyState & { kind: 'link' } }) {
  const { t } = useTranslation('inspector');
  const { facts, link } = state;
  return (
    <Card hint={t('card.linkHint')} title={t('card.link')} value={view.key}>
      <FactList>
        <Fact name={t('fact.written')}>
          <RelativeTime at={facts.lastModified} worded />
        </Fact>
        <Fact name={t('fact.class')}>
          <PartValue part="storageClass" view={view} />
        </Fact>
        <Fact name={t('fact.stored')}>
          <span data-tip={t('fact.bytes', { count: facts.size })}>{facts.size} B</span>
        </Fact>
        <Fact name={t('fact.acl')}>
          <ReadValue read={link.acl}>{(value) => value}</ReadValue>
        </Fact>
        <Fact name={t('fact.tags')}>
          <PartValue part="tags" view={view} />
        </Fact>
        <Fact name={t('fact.metadata')}>
          <ReadValue read={link.metadata}>{(values) => <NamedValues values={values} />}</ReadValue>
        </Fact>
        {facts.versionId !== undefined && (
          <Fact name={t('fact.version')}>
            <span className="font-mono text-12">{facts.versionId}</span>
          </Fact>
        )}
      </FactList>
    </Card>
  );
}
