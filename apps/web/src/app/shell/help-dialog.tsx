import { useTranslation } from 'react-i18next';
import { HealthLegend } from './health-legend.tsx';
import { HelpLinks } from './help-links.tsx';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { singleKeysChoice } from '../../shared/lib/preferences.ts';
import { Checkbox } from '../../shared/ui/choice.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
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
  ['mend', ['p']],
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

/** Words of this product that no icon explains. */
const words = ['folderLink', 'flatten', 'manifest', 'hold', 'local'] as const;

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['help', 'shell']);
  const singleKeys = useChoice(singleKeysChoice);
  return (
    <Dialog
      footer={<HelpLinks onClose={onClose} />}
      onClose={onClose}
      open
      shape="large"
      title={t('shell:help.open')}
    >
      <div className="grid items-start gap-x-8 gap-y-4 sm:grid-cols-2">
        <div className="flex flex-col gap-2">
          <KeyTable heading={t('inList')} rows={inList} />
          <p className="text-12 text-ink-3">{t('listOnly')}</p>
          <section className="mt-2">
            <h3 className="mb-1 text-12 text-ink-3">{t('words')}</h3>
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-13">
              {words.map((word) => (
                <div className="col-span-2 grid grid-cols-subgrid" key={word}>
                  <dt>{t(`word.${word}`)}</dt>
                  <dd className="text-ink-2">{t(`meaning.${word}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
        <div className="flex flex-col gap-4">
          <KeyTable heading={t('everywhere')} rows={everywhere} />
          <Checkbox
            checked={singleKeys === 'on'}
            hint={t('singleKeysHint')}
            label={t('singleKeys')}
            onChange={(event) => singleKeysChoice.set(event.target.checked ? 'on' : 'off')}
          />
          <section>
            <h3 className="mb-1 text-12 text-ink-3">{t('glyphs')}</h3>
            <HealthLegend />
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
