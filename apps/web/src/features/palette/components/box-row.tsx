import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { Kbd } from '../../../shared/ui/kbd.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import type { BoxItem } from '../model/box-items.ts';

/** The face of one row: what it is, and to the right what goes with it. */
export function BoxRow({ item }: { item: BoxItem }) {
  const { t } = useTranslation(['palette', 'changes']);
  switch (item.kind) {
    case 'go':
      return (
        <Row
          aside={t(item.decoded ? 'palette:row.decoded' : 'palette:row.go', { bucket: item.bucket })}
          icon={item.key === '' || item.key.endsWith('/') ? 'folder' : 'arrow'}
        >
          {item.key === '' ? <span>{item.bucket}</span> : <KeyText value={item.key} />}
        </Row>
      );
    case 'hit': {
      const { bucket, key, kind, target, health } = item.hit;
      return (
        <Row aside={bucket} icon={kind === 'link' ? 'link' : 'file'}>
          <span className="flex min-w-0 items-center gap-2">
            <KeyText value={key} />
            {target !== undefined && (
              <>
                {health === undefined ? (
                  <span aria-hidden="true" className="text-ink-3">
                    →
                  </span>
                ) : (
                  <HealthGlyph health={health} />
                )}
                <KeyText value={target} />
              </>
            )}
          </span>
        </Row>
      );
    }
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
            item.command.keys !== undefined && (
              <span className="flex gap-1">
                {item.command.keys.split(' ').map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            )
          }
          icon={item.command.icon}
        >
          <span className="truncate">{item.command.name}</span>
        </Row>
      );
  }
}

function Row({ icon, aside, children }: { icon: IconName; aside?: ReactNode; children: ReactNode }) {
  return (
    <>
      <Icon className="shrink-0 text-ink-3" name={icon} />
      <span className="flex min-w-0 flex-1">{children}</span>
      <span className="max-w-[40%] shrink-0 truncate text-12 text-ink-3">{aside}</span>
    </>
  );
}
