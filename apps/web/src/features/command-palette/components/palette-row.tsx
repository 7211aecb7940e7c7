import type { SearchHit } from '@signpost/api-contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { Kbd } from '../../../shared/ui/kbd.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import type { PaletteItem } from '../model/palette-items.ts';

/** The content of one row: what it is, and to the right what goes with it. */
export function PaletteRow({ item }: { item: PaletteItem }) {
  const { t } = useTranslation(['palette', 'changes']);
  switch (item.kind) {
    case 'place': {
      const { bucket, key } = item.place;
      return (
        <Row aside={bucket} icon={key === '' || key.endsWith('/') ? 'folder' : 'file'} stacked>
          {key === '' ? <span>{bucket}</span> : <KeyText value={key} />}
        </Row>
      );
    }
    case 'go':
      if (item.hit !== undefined) return <HitRow hit={item.hit} />;
      return (
        <Row
          aside={
            item.key === ''
              ? t('palette:row.bucket')
              : t(
                  item.unknown === true
                    ? 'palette:row.unknown'
                    : item.decoded
                      ? 'palette:row.decoded'
                      : 'palette:row.go',
                  { bucket: item.bucket },
                )
          }
          icon={item.key === '' || item.key.endsWith('/') ? 'folder' : 'arrow'}
        >
          {item.key === '' ? <span>{item.bucket}</span> : <KeyText value={item.key} />}
        </Row>
      );
    case 'hit':
      return <HitRow hit={item.hit} />;
    case 'change':
    case 'undo': {
      const { change } = item;
      return (
        <Row
          aside={item.kind === 'change' && <RelativeTime at={change.at} worded />}
          icon={item.kind === 'change' ? 'changes' : 'undo'}
        >
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="shrink-0">
              {item.kind === 'undo'
                ? t('palette:row.undo')
                : `${change.actor} ${t(`changes:action.${change.action}`)}`}
            </span>
            <KeyText value={change.key} />
          </span>
        </Row>
      );
    }
    case 'command':
      return (
        <Row
          aside={
            item.command.disabledReason ??
            (item.command.keys !== undefined && (
              <span className="flex gap-1">
                {item.command.keys.split(' ').map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            ))
          }
          icon={item.command.icon}
          stacked={item.command.disabledReason !== undefined}
        >
          <span className={cx('truncate', item.command.disabledReason !== undefined && 'text-ink-3')}>
            {item.command.name}
          </span>
        </Row>
      );
  }
}

/** What the index knows of a key: of a link also where it leads, and how that is. */
function HitRow({ hit }: { hit: SearchHit }) {
  const { bucket, key, kind, target, health } = hit;
  return (
    <Row aside={bucket} icon={kind === 'link' ? 'link' : 'file'} stacked>
      <span className="flex min-w-0 items-center gap-2 max-sm:flex-col max-sm:items-start max-sm:gap-0">
        <KeyText value={key} />
        {target !== undefined && (
          <span className="flex max-w-full min-w-0 items-center gap-2">
            {health === undefined ? (
              <span aria-hidden="true" className="text-ink-3">
                →
              </span>
            ) : (
              <HealthGlyph health={health} />
            )}
            <KeyText value={target} />
          </span>
        )}
      </span>
    </Row>
  );
}

interface RowProps {
  icon: IconName;
  aside?: ReactNode;
  /** On a phone what goes with it stands below. */
  stacked?: boolean;
  children: ReactNode;
}

function Row({ icon, aside, stacked = false, children }: RowProps) {
  return (
    <>
      <Icon className="shrink-0 text-ink-3" name={icon} />
      <span className={cx('flex min-w-0 flex-1', stacked && 'max-sm:flex-col')}>
        {children}
        {stacked && <span className="truncate text-12 text-ink-3 sm:hidden">{aside}</span>}
      </span>
      <span className={cx('max-w-[40%] shrink-0 truncate text-12 text-ink-3', stacked && 'max-sm:hidden')}>
        {aside}
      </span>
    </>
  );
}
