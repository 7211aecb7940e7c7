import { healths } from '@signpost/link-model/health';
import { useTranslation } from 'react-i18next';
import { HelpLinks } from './help-links.tsx';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { singleKeysChoice } from '../../shared/lib/preferences.ts';
import type { ShownHealth } from '../../shared/lib/shown-health.ts';
import { Checkbox } from '../../shared/ui/choice.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { HealthGlyph } from '../../shared/ui/health-glyph.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';

const everywhere = [
  ['box', ['Ctrl K', '⌘ K']],
  ['path', ['/']],
  ['help', ['?']],
] as const;

const inList = [
  ['down', ['j', '↓']],
  ['up', ['k', '↑']],
  ['ends', ['Home', 'End']],
  ['page', ['PgUp', 'PgDn']],
  ['open', ['Enter']],
  ['parent', ['Backspace']],
  ['repoint', ['r']],
  ['edit', ['e']],
  ['copy', ['y']],
  ['undo', ['u']],
  ['find', ['f']],
  ['menu', ['m', 'Shift F10']],
  ['mark', ['Space']],
  ['range', ['Shift ↓']],
  ['all', ['Ctrl A']],
  ['close', ['Esc']],
] as const;

/** Best first; a link that is served wrongly looks ok until it is read, so it comes right after. */
const explained: readonly ShownHealth[] = healths
  .toReversed()
  .flatMap((health): ShownHealth[] => (health === 'ok' ? ['ok', 'served-wrongly'] : [health]));

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['help', 'health']);
  const singleKeys = useChoice(singleKeysChoice);
  return (
    <Dialog
      footer={<HelpLinks onClose={onClose} />}
      onClose={onClose}
      open
      shape="large"
      title={t('help:title')}
    >
      <div className="grid items-start gap-x-8 gap-y-4 sm:grid-cols-2">
        <div className="flex flex-col gap-2">
          <KeyTable heading={t('help:inList')} rows={inList} />
          <p className="text-12 text-ink-3">{t('help:listOnly')}</p>
        </div>
        <div className="flex flex-col gap-4">
          <KeyTable heading={t('help:everywhere')} rows={everywhere} />
          <Checkbox
            checked={singleKeys === 'on'}
            hint={t('help:singleKeysHint')}
            label={t('help:singleKeys')}
            onChange={(event) => singleKeysChoice.set(event.target.checked ? 'on' : 'off')}
          />
          <section>
            <h3 className="mb-1 text-12 text-ink-3">{t('help:glyphs')}</h3>
            <ul className="grid gap-1 text-13">
              {explained.map((health) => (
                <li className="grid grid-cols-[7.5rem_1fr] gap-2" key={health}>
                  <HealthGlyph health={health} word />
                  <span className="text-ink-2">{t(`health:meaning.${health}`)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </Dialog>
  );
}

type KeyRow = (typeof everywhere)[number] | (typeof inList)[number];

function KeyTable({ heading, rows }: { heading: string; rows: readonly KeyRow[] }) {
  const { t } = useTranslation('help');
  return (
    <section>
      <h3 className="mb-1 text-12 text-ink-3">{heading}</h3>
      <dl className="grid gap-1 text-13">
        {rows.map(([name, keys]) => (
          <div className="grid grid-cols-[7.5rem_1fr] items-center gap-2" key={name}>
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
