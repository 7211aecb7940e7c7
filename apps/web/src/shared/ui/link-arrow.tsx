import { toVisibleText, type Health } from '@signpost/link-model';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { HealthGlyph } from './health-glyph.tsx';
import { KeyText } from './key-text.tsx';

interface LinkArrowProps {
  linkKey: string;
  target: string;
  health?: Health;
  within?: string;
  className?: string;
}

/** The atom of the console: where a link lies, its health, where it leads. */
export function LinkArrow({ linkKey, target, health, within, className }: LinkArrowProps) {
  const { t } = useTranslation();
  const scope = within === undefined ? {} : { within };
  return (
    <span className={cx('inline-flex max-w-full min-w-0 items-center gap-2', className)}>
      <KeyText value={linkKey} {...scope} />
      {health === undefined ? (
        <span aria-hidden="true" className="font-mono text-ink-3">
          →
        </span>
      ) : (
        <HealthGlyph health={health} />
      )}
      <span className="sr-only">
        {t('link.leadsTo', { key: toVisibleText(linkKey), target: toVisibleText(target) })}
      </span>
      <KeyText value={target} {...scope} />
    </span>
  );
}
