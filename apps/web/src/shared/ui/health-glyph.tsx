import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import type { ShownHealth } from '../lib/shown-health.ts';
import { Icon } from './icon.tsx';

/** Meaning by shape first: each health is told from the others without colour. */
const shapes: Record<ShownHealth, ReactNode> = {
  ok: <path d="M1.5 6.5h7V3.2L14.5 8l-6 4.8V9.5h-7z" fill="currentColor" stroke="none" />,
  // The arrow of ok, hollow, with an exclamation mark.
  'served-wrongly': <path d="M1.5 9h6.2V6.2L13 10l-5.3 4v-2.6H1.5zM14 1.2v3.6M14 7v.1" />,
  missing: <path d="M1 8h4M10.5 8H14M11.5 5 14.5 8l-3 3M9.8 3 6 13" />,
  chained: <path d="M1.5 5h11M9.8 2.3 12.8 5 9.8 7.7M1.5 11h11M9.8 8.3l3 2.7-3 2.7" />,
  self: <path d="M12.9 10.2A5.3 5.3 0 1 1 13.2 6.7M13.7 3.3v3.6h-3.6" />,
  cold: (
    <path
      d="M8 1.5v13M2.4 4.8l11.2 6.4M13.6 4.8 2.4 11.2M6.2 2.6 8 4.2l1.8-1.6M6.2 13.4 8 11.8l1.8 1.6M2.3 7l2.3-.8L4.2 3.8M13.7 9l-2.3.8.4 2.4M13.7 7l-2.3-.8.4-2.4M2.3 9l2.3.8-.4 2.4"
      strokeWidth="1.2"
    />
  ),
  folder: <path d="M3 6v7.5h10V6M3 6 .8 3.2M13 6l2.2-2.8M3 6l3.4-2.6M13 6 9.6 3.4" />,
  forbidden: (
    <>
      <path d="M3.5 7h9v7h-9z" fill="currentColor" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  unknown: <circle cx="8" cy="8" r="4.5" />,
};

/** Written out in full, since the style sheet is built from the class names found in the source. */
export const healthInk: Record<ShownHealth, string> = {
  ok: 'text-health-ok',
  'served-wrongly': 'text-caution',
  missing: 'text-health-missing',
  chained: 'text-health-chained',
  self: 'text-health-self',
  cold: 'text-health-cold',
  folder: 'text-health-folder',
  forbidden: 'text-health-forbidden',
  unknown: 'text-health-unknown',
};

interface HealthGlyphProps {
  health: ShownHealth;
  /** Shows the word beside the shape; without it the word is for screen readers and the title. */
  word?: boolean;
  /** What readers should know although the health says nothing of it: a mark beside the shape, the same wherever the link is shown. */
  warning?: string | undefined;
  size?: number;
  className?: string;
}

/** The mark of a link's health, the same in list, inspector and dialog. */
export function HealthGlyph({ health, word = false, warning, size = 16, className }: HealthGlyphProps) {
  const { t } = useTranslation('health');
  return (
    <span
      className={cx(
        'inline-flex max-w-full min-w-0 items-center gap-1.5 whitespace-nowrap',
        healthInk[health],
        className,
      )}
      data-tip={word ? t(`meaning.${health}`) : `${t(`word.${health}`)}: ${t(`meaning.${health}`)}`}
    >
      <svg
        aria-hidden="true"
        className="shrink-0"
        fill="none"
        height={size}
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.5"
        viewBox="0 0 16 16"
        width={size}
      >
        {shapes[health]}
      </svg>
      <span className={word ? 'min-w-0 truncate' : 'sr-only'}>{t(`word.${health}`)}</span>
      {warning !== undefined && (
        <span className="text-caution" data-tip={warning}>
          <Icon className="block" name="warning" size={size - 2} />
          <span className="sr-only">: {warning}</span>
        </span>
      )}
    </span>
  );
}
