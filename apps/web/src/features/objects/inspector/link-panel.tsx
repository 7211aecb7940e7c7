import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { healthInk } from '../../../shared/ui/health-glyph.tsx';
import type { WriteSearch } from './actions.tsx';
import { LinkPicture } from './link-picture.tsx';
import { toVerdict } from './model/link-verdict.ts';

interface LinkPanelProps {
  view: KeyView;
  link: NonNullable<KeyView['link']>;
  onShowKey: (key: string) => void;
  onWrite: (search: WriteSearch) => void;
}

/** A link: the verdict in words, then the picture. */
export function LinkPanel({ view, link, onShowKey, onWrite }: LinkPanelProps) {
  const { t } = useTranslation('inspector');
  if (view.state.kind !== 'link') return null;
  const verdict = toVerdict(link);
  return (
    <>
      <div>
        <p
          className={`text-16 font-semibold ${verdict === 'served-wrongly' ? 'text-caution' : healthInk[link.health]}`}
        >
          {t(`verdict.${verdict}`)}
        </p>
        <p className="text-13 text-ink-2">{t(`verdictMore.${verdict}`)}</p>
      </div>
      <LinkPicture
        onDropKey={(to) => onWrite({ sheet: 'repoint', on: view.key, to })}
        scope={view}
        link={link}
        linkKey={view.key}
        onShowKey={onShowKey}
        state={view.state}
      />
    </>
  );
}
