import type { TargetCard } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { ClassName } from '../../../shared/ui/value-name.tsx';

export type FoundObject = TargetCard['state'] & { found: 'object' };

const facts = ['size', 'type', 'encoding', 'class', 'etag', 'changed'] as const;
type Fact = (typeof facts)[number];

function toValue(fact: Fact, side: FoundObject): string {
  switch (fact) {
    case 'size':
      return String(side.size);
    case 'type':
      return side.headers.contentType ?? '';
    case 'encoding':
      return side.headers.contentEncoding ?? '';
    case 'class':
      return side.storageClass;
    case 'etag':
      return side.etag;
    case 'changed':
      return side.lastModified;
  }
}

interface CompareFactsProps {
  was: FoundObject;
  will: FoundObject;
}

/** Facts of two objects in two columns; what differs is strong on the new side. */
export function CompareFacts({ was, will }: CompareFactsProps) {
  const { t } = useTranslation('sheet');
  return (
    <table className="w-full table-fixed text-left text-12">
      <thead>
        <tr className="text-ink-3">
          <th className="w-20 py-1 font-normal" scope="col">
            <span className="sr-only">{t('compare.fact')}</span>
          </th>
          <th className="py-1 pr-3 font-normal" scope="col">
            {t('compare.before')}
          </th>
          <th className="py-1 font-normal" scope="col">
            {t('compare.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => {
          const differs = toValue(fact, was) !== toValue(fact, will);
          return (
            <tr className="border-t border-line align-top" key={fact}>
              <th className="py-1 pr-2 font-normal text-ink-3" scope="row">
                {t(`compare.facts.${fact}`)}
              </th>
              <td className="py-1 pr-3 break-all text-ink-2">
                <FactValue fact={fact} side={was} />
              </td>
              <td className={cx('py-1 break-all', differs && 'font-semibold')}>
                <FactValue fact={fact} side={will} />
                {differs && <span className="sr-only"> ({t('compare.differs')})</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function FactValue({ fact, side }: { fact: Fact; side: FoundObject }) {
  const { t } = useTranslation('sheet');
  if (fact === 'size') return <Size bytes={side.size} />;
  if (fact === 'class') return <ClassName value={side.storageClass} />;
  if (fact === 'changed') return <RelativeTime at={side.lastModified} worded />;
  const value = toValue(fact, side);
  if (value === '') return <span className="font-normal text-ink-3">{t('part.none')}</span>;
  return <span className="font-mono">{value}</span>;
}
