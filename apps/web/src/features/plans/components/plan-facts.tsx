import type { Plan } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { planQueries } from '../../../shared/queries/plan-queries.ts';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { countWrites } from '../model/plan-needs.ts';
import { usePlanTitle } from '../use-plan-title.ts';

/** Where the links of a plan lead now and then, as far as one folder says it. */
export function NowThen({ plan: { origin, connection } }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  if (origin.kind === 'roll-back')
    return (
      <Lines>
        <Line name={t('takesBack')}>
          <Undone connection={connection} origin={origin} />
        </Line>
      </Lines>
    );
  if (origin.kind !== 'folder-move') return null;
  const within = toParentPrefix(origin.prefix);
  return (
    <Lines>
      <Line name={t('now')}>
        {origin.from === undefined ? t('nothingYet') : <KeyText value={origin.from} within={within} />}
      </Line>
      <Line name={t('then')}>
        <KeyText value={origin.to} within={within} />
        {origin.renaming !== 'same' && <span className="text-ink-3">{t(`renaming.${origin.renaming}`)}</span>}
      </Line>
    </Lines>
  );
}

/** The plan that is undone, by its number and what it did. */
function Undone({
  connection,
  origin: { plan: id, number },
}: {
  connection: string;
  origin: Plan['origin'] & { kind: 'roll-back' };
}) {
  const { t } = useTranslation('plans');
  const toTitle = usePlanTitle();
  const undone = useQuery(planQueries.one(connection, id));
  return (
    <>
      <Link
        className="text-accent hover:underline"
        params={{ connection, plan: id }}
        to="/c/$connection/plans/$plan"
      >
        {t('number', { number })}
      </Link>
      {undone.data !== undefined && <span className="wrap-anywhere">{toTitle(undone.data.origin)}</span>}
    </>
  );
}

function Lines({ children }: { children: ReactNode }) {
  return (
    <dl className="grid min-w-64 flex-1 grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-lg border border-line px-3 py-2 text-13">
      {children}
    </dl>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-baseline gap-x-3">{children}</dd>
    </>
  );
}

/** What else there is to know before a plan is applied: what is kept, in which order, how much, who else. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { t, i18n } = useTranslation('plans');
  const { origin, connection, share, overlaps, heldBy } = plan;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const keeps = plan.writes.repoint > 0 && origin.kind !== 'set' && origin.kind !== 'roll-back';
  return (
    <ul aria-label={t('facts.title')} className="flex flex-col gap-1 text-13 text-ink-2">
      {heldBy !== undefined && (
        <Fact icon="warning" ink="text-caution">
          {t('facts.held', {
            folder: heldBy.prefix === '' ? t('empty.prefix') : toVisibleText(heldBy.prefix),
          })}{' '}
          <Link
            className="text-accent hover:underline"
            params={{ connection, plan: heldBy.id }}
            to="/c/$connection/plans/$plan"
          >
            {t('number', { number: heldBy.number })}
          </Link>
        </Fact>
      )}
      {overlaps.map(({ id, number, keys }) => (
        <Fact icon="warning" ink="text-caution" key={id}>
          <Link
            className="text-accent hover:underline"
            params={{ connection, plan: id }}
            to="/c/$connection/plans/$plan"
          >
            {t('facts.overlap', { number, count: keys })}
          </Link>
        </Fact>
      ))}
      {'links' in origin && typeof origin.links === 'object' && origin.links.incomplete === true && (
        <Fact icon="warning" ink="text-caution">
          {t('facts.incomplete')}
        </Fact>
      )}
      {'incomplete' in origin && origin.incomplete === true && (
        <Fact icon="warning" ink="text-caution">
          {t('facts.incompleteLinks')}
        </Fact>
      )}
      {share !== undefined && share.changed > 0 && (
        <Fact icon="info">
          {t('facts.share', {
            prefix: share.prefix === '' ? t('empty.prefix') : toVisibleText(share.prefix),
            changed: share.changed,
            count: share.links,
            percent: percent.format(share.changed / share.links),
          })}
        </Fact>
      )}
      {origin.kind === 'roll-back' && <Fact icon="info">{t('facts.holds')}</Fact>}
      {keeps && <Fact icon="check">{t('facts.kept')}</Fact>}
      {origin.kind === 'rename-keys' && plan.writes.copy > 0 && (
        <Fact icon="info">{t('facts.objectBack')}</Fact>
      )}
      {countWrites(plan) > 0 && (
        <Fact icon="changes">{t(`facts.${orderTexts[origin.kind] ?? 'orderPlain'}`)}</Fact>
      )}
    </ul>
  );
}

/** Plans that say more of the order of their writes than that there is one. */
const orderTexts: Partial<Record<Plan['origin']['kind'], 'order' | 'orderRename'>> = {
  'folder-move': 'order',
  moves: 'order',
  'rename-keys': 'orderRename',
  'copy-keys': 'orderRename',
};

function Fact({ icon, ink = 'text-ink-3', children }: { icon: IconName; ink?: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
      <span className={ink}>
        <Icon className="mt-0.5" name={icon} size={14} />
      </span>
      <span>{children}</span>
    </li>
  );
}
