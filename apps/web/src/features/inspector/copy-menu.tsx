import type { KeyView } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../shared/queries/bucket-queries.ts';
import { toOssutilLocation } from '../../shared/lib/ossutil-place.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { Menu, MenuItem } from '../../shared/ui/menu.tsx';
import { showToast } from '../../shared/ui/toast.ts';
import { toCopyTexts } from '../../shared/lib/copy-texts.ts';

interface CopyMenuProps {
  view: KeyView;
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
}

/** Everything the key can be copied as, each whole. */
export function CopyMenu({ view: { state, connection, bucket, key }, publicUrl }: CopyMenuProps) {
  const { t } = useTranslation('inspector');
  const { t: tCommon } = useTranslation();
  const copy = async (what: string, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ title: t('action.copied', { what }), detail: toVisibleText(text), lasts: 2500 });
    } catch {
      showToast({ title: tCommon('action.copyFailed') });
    }
  };
  const location = toOssutilLocation(useQuery(bucketQueries.facts(connection, bucket)).data);
  const target = state.kind === 'link' ? state.link.target : undefined;
  const subject = { kind: state.kind === 'link' ? ('link' as const) : ('object' as const), id: key };
  return (
    <Menu align="end" trigger={<IconButton icon="copy" label={t('action.copy')} />}>
      {toCopyTexts(subject, { bucket, target, publicUrl, location }).map(([what, text]) => (
        <MenuItem key={what} onClick={() => void copy(t(`copy.${what}`), text)}>
          {t(`copy.${what}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
