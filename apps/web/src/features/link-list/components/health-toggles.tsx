import { healths, isBroken, type Health } from '@signpost/link-model/health';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { conditions, parseHealth, toggleHealth, type LinkCondition } from '../model/link-filter.ts';

interface HealthTogglesProps {
  value: string | undefined;
  /** Links by health under the other filters; absent while nothing is known. */
  byHealth: Partial<Record<Health, number>> | undefined;
  /** Of the same links, those whose headers were compared with their targets'. */
  served: { wrong: number; checked: number } | undefined;
  /** Of the same links, those that break soon, and the buckets of which that is not known. */
  soon: { count: number; unknownIn: readonly string[] } | undefined;
  onChange: (value: string | undefined) => void;
}

/** Healths to be switched on and off, each with the number of rows that it yields. */
export function HealthToggles({ value, byHealth, served, soon, onChange }: HealthTogglesProps) {
  const { t, i18n } = useTranslation('links');
  const choice = parseHealth(value);
  const sum = (which: (health: Health) => boolean): number | undefined =>
    byHealth && healths.filter(which).reduce((total, health) => total + (byHealth[health] ?? 0), 0);
  const chosen = (health: LinkCondition): boolean => choice !== 'broken' && choice.includes(health);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- fieldsets bring a box and a legend of their own
    <div
      aria-label={t('filter.health')}
      className="@container max-sm:-mx-3 max-sm:overflow-x-auto max-sm:px-3 max-sm:[scrollbar-width:none]"
      role="group"
    >
      {/* One line, so that opening a panel moves no row: where there is little room healths are told by their shapes. */}
      <div className="flex gap-1.5 sm:flex-wrap @max-[64rem]:sm:[&_svg+span]:sr-only">
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
        {conditions.map((condition) => {
          const isServed = condition === 'served-wrongly';
          const count =
            condition === 'breaks-soon'
              ? soon?.count
              : isServed
                ? served?.wrong
                : byHealth && (byHealth[condition] ?? 0);
          return (
            <Toggle
              count={count}
              key={condition}
              onPress={() => onChange(toggleHealth(value, condition))}
              pressed={chosen(condition)}
              {...(isServed && served !== undefined && served.checked > 0
                ? { of: t('filter.checked', { count: served.checked }) }
                : {})}
            >
              {condition === 'breaks-soon' ? (
                <span
                  className="inline-flex items-center gap-1.5 text-caution"
                  data-tip={t('filter.soonMeaning')}
                >
                  <Icon name="warning" size={14} />
                  <span>{t('filter.soon')}</span>
                </span>
              ) : (
                <HealthGlyph health={condition} size={14} word />
              )}
            </Toggle>
          );
        })}
      </div>
      {chosen('breaks-soon') && soon !== undefined && soon.unknownIn.length > 0 && (
        <p className="pt-1.5 text-12 text-caution" role="status">
          {t('filter.soonUnknown', { names: new Intl.ListFormat(i18n.language).format(soon.unknownIn) })}
        </p>
      )}
    </div>
  );
}

interface ToggleProps {
  pressed: boolean;
  count: number | undefined;
  /** What the number is a part of, where not all links were looked at. */
  of?: string;
  onPress: () => void;
  children: React.ReactNode;
}

function Toggle({ pressed, count, of, onPress, children }: ToggleProps) {
  const { i18n } = useTranslation();
  return (
    <button
      aria-pressed={pressed}
      className={cx(
        // What no link is like is told by its shape alone where all words would take a second line.
        count === 0 && '@max-[88rem]:sm:[&_svg+span]:sr-only',
        'touch-target inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-12',
        pressed
          ? 'border-accent bg-accent-soft font-medium text-ink-1'
          : 'border-line text-ink-2 hover:border-line-strong hover:text-ink-1',
      )}
      onClick={onPress}
      type="button"
    >
      {children}{' '}
      {count !== undefined && (
        <span className={pressed ? 'text-ink-1' : 'text-ink-3'}>
          {count.toLocaleString(i18n.language)}
          {of !== undefined && ` ${of}`}
        </span>
      )}
    </button>
  );
}
