import type { KeyView } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { toShownHealth } from '../../shared/lib/shown-health.ts';
import { healthInk } from '../../shared/ui/health-glyph.tsx';
import type { WriteSearch } from './actions.tsx';
import { FolderLine } from './folder-line.tsx';
import { LinkPicture } from './link-picture.tsx';
import { isImpossible, isMisleading, readAsOf, toVerdict } from './model/link-verdict.ts';
import { ReaderRefusal } from './reader-refusal.tsx';

interface LinkPanelProps {
  view: KeyView;
  link: NonNullable<KeyView['link']>;
  onShowKey: (key: string) => void;
  onWrite: (search: WriteSearch) => void;
}

/** A link: the verdict in words, then the picture, then what OSS answers to who reads it. */
export function LinkPanel({ view, link, onShowKey, onWrite }: LinkPanelProps) {
  const { t } = useTranslation('inspector');
  if (view.state.kind !== 'link') return null;
  const verdict = toVerdict(link);
  const wrong = toShownHealth(link) === 'served-wrongly';
  const caution = wrong || verdict === 'public-refused';
  const readAs = readAsOf(link);
  const ambiguous =
    readAs === undefined ? undefined : t('verdictMore.ambiguous', { key: toVisibleText(readAs) });
  return (
    <>
      <div>
        <FolderLine view={view} />
        <p className={`text-16 font-semibold ${caution ? 'text-caution' : healthInk[link.health]}`}>
          {t(`verdict.${verdict}`)}
        </p>
        <p className="text-13 text-ink-2">
          {t(isImpossible(link) ? 'verdictMore.impossible' : `verdictMore.${verdict}`)}
        </p>
        {ambiguous !== undefined && <p className="text-13 text-caution">{ambiguous}</p>}
        {wrong && <Differences link={link} />}
      </div>
      <LinkPicture
        link={link}
        onDropKey={(to) => onWrite({ dialog: 'repoint', on: view.key, to })}
        onShowKey={onShowKey}
        state={view.state}
        view={view}
        warning={ambiguous}
      />
      {link.readerError !== undefined && <ReaderRefusal error={link.readerError} />}
    </>
  );
}

/** Which headers mislead, and what either side says. */
function Differences({ link }: { link: LinkPanelProps['link'] }) {
  const { t } = useTranslation('inspector');
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-12">
      {link.reader
        .filter((line) => isMisleading(line, link))
        .map(({ name, value, differs }) => (
          <div className="contents" key={name}>
            <dt className="text-ink-2">{name}</dt>
            <dd className="wrap-anywhere">
              <span className="text-ink-3">{t('reader.link')} </span>
              <Told value={value} />
              <span className="text-ink-3"> · {t('reader.target')} </span>
              <Told value={differs ?? null} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Told({ value }: { value: string | null }) {
  const { t } = useTranslation('inspector');
  return value === null ? t('fact.none') : <span className="font-mono">{value}</span>;
}
