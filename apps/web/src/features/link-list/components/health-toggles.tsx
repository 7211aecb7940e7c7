import { healths, isBroken, type Health } from '@signpost/link-model/health';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { parseHealth, toggleHealth } from '../model/link-filter.ts';

interface HealthTogglesProps {
  value: string | undefined;
  /** Links by health under the other filters; absent while nothing is known. */
  byHealth: Partial<Record<Health, number>> | undefined;
  onChange: (value: string | undefined) => void;
}

/** Healths to be switched on and off, each with the number of rows that it yields. */
export function HealthToggles({ value, byHealth, onChange }: HealthTogglesProps) {
  const { t } = useTranslation('links');
  const choice = parseHealth(value);
  const sum = (which: (health: Health) => boolean): number | undefined =>
    byHealth && healths.filter(which).reduce((total, health) => total + (byHealth[health] ?? 0), 0);
  const chosen = (health: Health): boolean => choice !== 'broken' && choice.includes(health);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- fieldsets bring a box and a legend of their own
    <div
      aria-label={t('filter.health')}
      className="flex gap-1.5 max-sm:-mx-3 max-sm:overflow-x-auto max-sm:px-3 max-sm:[scrollbar-width:none] sm:flex-wrap"
      role="group"
    >
      <Toggle count={sum(() => true)} onPress={() => onChange(undefined)} pressed={value === undefined}>
        {t('filter.all')}
      </Toggle>
      <Toggle
        count={sum(isBroken)}
        onPress={() => onChange(value === 'broken' ? undefined : 'broken')}
        pressed={choice === 'broken'}
      >
        {t('filter.broken')}
      </Toggle>
      {healths
        .toReversed()
        // What does not occur is no choice, unless it is chosen.
        .filter((health) => (byHealth?.[health] ?? 0) > 0 || chosen(health))
        .map((health) => (
          <Toggle
            count={byHealth && (byHealth[health] ?? 0)}
            key={health}
            onPress={() => onChange(toggleHealth(value, health))}
            pressed={chosen(health)}
          >
            <HealthGlyph health={health} size={14} word />
          </Toggle>
        ))}
    </div>
  );
}

interface ToggleProps {
  pressed: boolean;
  count: number | undefined;
  onPress: () => void;
  children: React.ReactNode;
}

function Toggle({ pressed, count, onPress, children }: ToggleProps) {
  const { i18n } = useTranslation();
  return (
    <button
      aria-pressed={pressed}
      className={cx(
        'touch-target inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-12',
        pressed
          ? 'border-accent bg-accent-soft font-medium text-ink-1'
          : 'border-line text-ink-2 hover:border-line-strong hover:text-ink-1',
      )}
      onClick={onPress}
      type="button"
    >
      {children}
      {count !== undefined && (
        <span className={pressed ? 'text-ink-1' : 'text-ink-3'}>{count.toLocaleString(i18n.language)}</span>
      )}
    </button>
  );
}
