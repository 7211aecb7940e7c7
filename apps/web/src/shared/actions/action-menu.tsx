import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toVisibleText } from '@signpost/link-model/text';
import { bucketQueries } from '../queries/bucket-queries.ts';
import { toOssutilLocation } from '../lib/ossutil-place.ts';
import { toCopyTexts, type CopySubject } from '../lib/copy-texts.ts';
import { Kbd } from '../ui/kbd.tsx';
import { MenuItem, MenuSeparator, Submenu } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.ts';
import type { BoundAction } from './use-actions.ts';

/** The items of a menu for actions: the reason stands below what cannot be used. What destroys comes last, apart. */
export function ActionMenuItems({ actions }: { actions: readonly BoundAction[] }) {
  return actions.map((action) => (
    <div className="contents" key={action.id} role="presentation">
      {action.danger === true && <MenuSeparator />}
      <MenuItem
        danger={action.danger === true}
        disabledReason={action.disabledReason}
        onClick={action.run}
        // oxlint-disable-next-line jsx-a11y/anchor-has-content, jsx-a11y/control-has-associated-label -- the item gives it its text
        render={action.href === undefined ? undefined : <a download href={action.href} />}
        shortcut={action.shortcut !== undefined && <Kbd>{action.shortcut}</Kbd>}
      >
        {action.label}
      </MenuItem>
    </div>
  ));
}

interface CopySubmenuProps {
  subject: CopySubject;
  connection: string;
  bucket: string;
  /** Where it leads, as far as that is known. */
  target: string | undefined;
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
}

/** Everything a thing can be copied as, each whole. Asks OSS nothing: what is known of the bucket is said. */
export function CopySubmenu({ subject, connection, ...source }: CopySubmenuProps) {
  const { t } = useTranslation('actions');
  const facts = useQuery({ ...bucketQueries.facts(connection, source.bucket), enabled: false });
  const location = toOssutilLocation(facts.data);
  const copy = async (done: string, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ title: done, detail: toVisibleText(text), lasts: 3000 });
    } catch {
      showToast({ title: t('copyFailed') });
    }
  };
  return (
    <Submenu label={t('copyAs')}>
      {toCopyTexts(subject, { ...source, location }).map(([what, text]) => (
        <MenuItem key={what} onClick={() => void copy(t(`copied.${what}`), text)}>
          {t(`copy.${what}`)}
        </MenuItem>
      ))}
    </Submenu>
  );
}
