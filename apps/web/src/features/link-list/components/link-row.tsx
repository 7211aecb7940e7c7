import type { IndexedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toLinkRemedy } from '../../../shared/actions/link-remedy.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { useForecastText } from '../../../shared/hooks/use-forecast-text.ts';
import { useSoonForecast } from '../../../shared/hooks/use-soon-forecast.ts';
import { RowMenuButton } from '../../../shared/ui/row-menu-button.tsx';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { shorten } from '../../../shared/lib/short-key.ts';
import type { ColumnSpec } from '../../../shared/ui/parts/column-layout.ts';
import { GridCell, GridRow, type RowPosition } from '../../../shared/ui/grid-row.tsx';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { SelectMark } from '../../../shared/ui/mark-checkbox.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import {
  isGivingWay,
  linkRowClass,
  tightClass,
  tightHealthClass,
  type LinkColumn,
  type RowTraits,
} from './link-columns.ts';

interface LinkRowProps extends RowPosition, RowTraits {
  link: IndexedLink;
  /** Open in the panel. */
  open: boolean;
  selected: boolean;
  narrow: boolean;
  /** Those shown, in their order; a narrow list has none. */
  columns: readonly ColumnSpec<LinkColumn>[];
}

const cellClasses: Record<LinkColumn, string> = {
  bucket: 'truncate text-12 text-ink-3',
  key: 'flex items-center',
  leadsTo: 'flex items-center',
  health: `flex items-center ${tightHealthClass}`,
  changed: 'text-right whitespace-nowrap text-ink-2',
  remedy: '',
};

/** One link: where it lies, where it leads, whether that works. Pointer and keys are handled by the list. */
export const LinkRow = memo(function LinkRow(props: LinkRowProps) {
  const { link, open, selected, narrow, columns, mending, oneBucket, ...position } = props;
  const { t } = useTranslation(['links', 'health', 'rows']);
  const { bucket, key, target, lastModified, mirror } = link;
  const health = toShownHealth(link);
  const arrow = (
    <span className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      {target === undefined ? (
        <span className="text-ink-3">{t('links:row.noTarget')}</span>
      ) : (
        <KeyText leadsFrom={key} value={target} />
      )}
    </span>
  );
  const soon = useSoonForecast(link);
  const said = useForecastText(soon);
  const healthAhead = (
    <>
      <HealthGlyph
        {...(soon === undefined && mirror === undefined ? {} : { className: 'shrink-0' })}
        health={health}
        word
      />
      {soon !== undefined && <ForecastMark className="ml-2" forecast={soon} />}
      {mirror !== undefined && <ForecastMark className="ml-2" mirror={mirror} />}
    </>
  );
  const name = t(target === undefined ? 'links:row.unread' : 'links:row.name', {
    key: toVisibleText(key),
    bucket,
    target: toVisibleText(target ?? ''),
    health: [t(`health:word.${health}`), said, mirror && t('rows:mirror.mark')]
      .filter((part) => part !== undefined)
      .join(', '),
  });
  const cells: Record<LinkColumn, ReactNode> = {
    bucket,
    key: <KeyText value={key} />,
    leadsTo: arrow,
    health: healthAhead,
    changed: <RelativeTime at={lastModified} />,
    remedy: <RemedyButton link={link} />,
  };
  return (
    <GridRow
      {...position}
      className={narrow ? 'flex pr-11 pl-10' : linkRowClass}
      name={name}
      open={open}
      selected={selected}
    >
      <SelectMark boxed narrow={narrow} selected={selected} />
      {narrow ? (
        <GridCell className="flex flex-1 flex-col gap-0.5">
          <KeyText value={key} />
          <span className="flex min-w-0 items-center gap-2 text-12">
            <span className="flex min-w-0 flex-1">{arrow}</span>
            {healthAhead}
          </span>
          <span className="flex flex-wrap items-center justify-between gap-2 text-12 text-ink-3">
            <span>
              {bucket} · <RelativeTime at={lastModified} worded />
            </span>
            <RemedyButton link={link} />
          </span>
        </GridCell>
      ) : (
        columns.map((spec) => (
          <GridCell
            className={cx(cellClasses[spec.id], isGivingWay(spec, { mending, oneBucket }) && tightClass)}
            key={spec.id}
          >
            {cells[spec.id]}
          </GridCell>
        ))
      )}
      <RowMenuButton name={toVisibleText(shorten(toKeyParts(key).name))} narrow={narrow} />
    </GridRow>
  );
});

/** What mends the link, by pointer; the key of the action does the same, so Tab passes by. The list finds it by `data-action`. */
function RemedyButton({ link }: { link: IndexedLink }) {
  const { t } = useTranslation('rows');
  const remedy = toLinkRemedy(link);
  if (remedy === undefined) return null;
  return (
    <button
      aria-label={t(`remedy.${remedy.id}.name`, { key: toVisibleText(link.key) })}
      className={buttonClass('outline', 'small')}
      data-action="remedy"
      data-tip={t(`remedy.${remedy.id}.meaning`)}
      tabIndex={-1}
      type="button"
    >
      {t(`remedy.${remedy.id}.label`)}
    </button>
  );
}
