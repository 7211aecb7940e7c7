import { headerNames, type HttpHeaders } from '@signpost/oss-protocol/rules';
import type { KeyView } from '@signpost/api-contract';
import type { Read } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { Fact, FactList, NamedValues, ReadValue } from './fact-list.tsx';
import { listUnread } from './model/link-verdict.ts';
import { PartValue } from './part-value.tsx';

/** Headers, user metadata and tags of what is stored at the key itself. */
export function MetadataTab({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const parts = toParts(view);
  if (parts === undefined) return null;
  return (
    <div className="flex flex-col gap-4">
      <KeptBack view={view} />
      <Part title={t('metadata.headers')}>
        <ReadValue read={parts.headers}>{(headers) => <Headers headers={headers} />}</ReadValue>
      </Part>
      <Part title={t('metadata.user')}>
        <ReadValue read={parts.metadata}>{(values) => <NamedValues values={values} />}</ReadValue>
      </Part>
      <Part title={t('metadata.tags')}>
        <PartValue part="tags" view={view} />
      </Part>
    </div>
  );
}

/** OSS tells neither headers nor metadata of a link whose target cannot be read: no fault of the link. */
function KeptBack({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const parts = listUnread(view).filter(({ why }) => why === 'unreadable');
  if (parts.length === 0) return null;
  return (
    <p className="text-12 text-ink-3">
      {t('unread.line', {
        part: parts.map(({ part }) => t(`unread.part.${part}`)).join(t('unread.comma')),
        why: t('unread.why.unreadable'),
      })}
    </p>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="text-13">
      <h3 className="mb-1 text-12 font-medium text-ink-2">{title}</h3>
      {children}
    </section>
  );
}

function Headers({ headers }: { headers: HttpHeaders }) {
  const { t } = useTranslation('inspector');
  const entries = Object.entries(headers) as [keyof HttpHeaders, string][];
  if (entries.length === 0) return <span className="text-ink-3">{t('metadata.none')}</span>;
  return (
    <FactList>
      {entries.map(([name, value]) => (
        <Fact key={name} name={headerNames[name]}>
          <span className="font-mono text-12">{value}</span>
        </Fact>
      ))}
    </FactList>
  );
}

interface Parts {
  headers: Read<HttpHeaders>;
  metadata: Read<Readonly<Record<string, string>>>;
}

function toParts({ state }: KeyView): Parts | undefined {
  switch (state.kind) {
    case 'link':
      return state.link;
    case 'object':
      return {
        headers: { known: true, value: state.headers },
        metadata: { known: true, value: state.metadata },
      };
    case 'absent':
      return undefined;
  }
}
