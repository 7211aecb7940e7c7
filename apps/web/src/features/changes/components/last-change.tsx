import type { Health } from '@signpost/link-model/health';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isDone } from '../../../shared/lib/change-standing.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ChangeOutcome } from '../../../shared/ui/change-outcome.tsx';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import type { ChangeGroup } from '../model/change-groups.ts';
import { ChangeSteps } from './change-steps.tsx';
import { useDenial } from '../../../shared/access/use-denial.ts';
import { writesOfUndo } from '../../../shared/access/writes-of-undo.ts';

/** One trouble of some links: the worst, and how many have it. */
export interface Trouble {
  health: Health;
  count: number;
}

interface LastChangeProps {
  connection: string;
  group: ChangeGroup;
  trouble: Trouble | undefined;
  /** Links in the folder, where it is known and more than were changed. */
  all: number | undefined;
}

/** One row: who did what to which link, or to which folder of links, and the way back. */
export function LastChange({ connection, group, trouble, all }: LastChangeProps) {
  const { t } = useTranslation(['changes', 'health']);
  const { newest: change, changes, folder } = group;
  const several = changes.length > 1;
  const denial = useDenial(connection)(writesOfUndo, { bucket: change.bucket, key: change.key });
  return (
    <li className="flex flex-col gap-0.5 px-3 py-2 text-13">
      <p className="flex items-baseline gap-2 text-12 text-ink-3">
        <RelativeTime at={change.at} worded />
        <span className="truncate text-ink-2">{change.actor}</span>
        <span className="truncate">{t(`${isDone(change) ? 'action' : 'attempt'}.${change.action}`)}</span>
        <ChangeOutcome change={change} />
      </p>
      <div className="flex items-end justify-between gap-2">
        <div className="min-w-0">
          <Link
            className="touch-target flex min-w-0 items-center rounded-sm hover:underline"
            params={{ connection, bucket: change.bucket }}
            search={{ ...(folder === '' ? {} : { prefix: folder }), ...(several ? {} : { key: change.key }) }}
            data-tip={`oss://${change.bucket}/${toVisibleText(several ? folder : change.key)}`}
            to="/c/$connection/b/$bucket"
          >
            {several && folder === '' ? change.bucket : <KeyText value={several ? folder : change.key} />}
          </Link>
          <p className="min-w-0 text-12">
            <ChangeSteps change={change} folderOnly={several} />
          </p>
          {several && (
            <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
              {all !== undefined && all > changes.length
                ? t('last.linksOf', {
                    count: changes.length,
                    all,
                    folder: toVisibleText(toKeyParts(folder).name),
                  })
                : t(group.open ? 'last.linksOpen' : 'last.links', { count: changes.length })}
              {trouble !== undefined && (
                <Link
                  className="touch-target inline-flex min-h-6 items-center gap-1 rounded-sm hover:underline"
                  params={{ connection }}
                  search={{ bucket: change.bucket, prefix: folder, health: trouble.health }}
                  data-tip={t('last.now')}
                  to="/c/$connection/links"
                >
                  <HealthGlyph className="[&>.sr-only]:hidden" health={trouble.health} size={14} />
                  <span className={healthInk[trouble.health]}>
                    {t('last.trouble', {
                      count: trouble.count,
                      health: t(`health:word.${trouble.health}`),
                    })}
                  </span>
                </Link>
              )}
            </p>
          )}
        </div>
        {several ? (
          <Link
            aria-label={t('last.showNamed', {
              count: changes.length,
              place: toVisibleText(`${change.bucket}/${folder}`),
            })}
            className={buttonClass('quiet', 'small')}
            params={{ connection }}
            search={{ group: change.group }}
            to="/c/$connection/changes"
          >
            {t('last.show', { count: changes.length })}
          </Link>
        ) : (
          change.undo.possible &&
          (denial === undefined ? (
            <Link
              aria-label={t('undoNamed', { key: toVisibleText(change.key) })}
              className={buttonClass('quiet', 'small')}
              params={{ connection }}
              search={{ dialog: 'undo', change: change.id, in: change.bucket }}
              to="/c/$connection"
            >
              {t('undo')}
            </Link>
          ) : (
            <Button
              aria-label={t('undoNamed', { key: toVisibleText(change.key) })}
              disabledReason={denial}
              size="small"
              variant="quiet"
            >
              {t('undo')}
            </Button>
          ))
        )}
      </div>
    </li>
  );
}
