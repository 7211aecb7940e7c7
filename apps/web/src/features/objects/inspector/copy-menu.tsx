import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Menu, MenuItem } from '../../../shared/ui/menu.tsx';
import { showToast } from '../../../shared/ui/toast.ts';

/** Key, path, target and a row for a ticket, each whole. */
export function CopyMenu({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const { t: tCommon } = useTranslation();
  const copy = async (what: string, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ title: t('action.copied', { what }), lasts: 2500 });
    } catch {
      showToast({ title: tCommon('action.copyFailed') });
    }
  };
  const target = view.state.kind === 'link' ? view.state.link.target : undefined;
  const items = [
    [t('action.copyKey'), view.key],
    [t('action.copyPath'), `oss://${view.bucket}/${view.key}`],
    ...(target === undefined ? [] : ([[t('action.copyTarget'), target]] as const)),
    [t('action.copyMarkdown'), toMarkdownRow(view)],
  ] as const;
  return (
    <Menu
      align="end"
      trigger={
        <Button icon="copy" size="small">
          {t('action.copy')}
        </Button>
      }
    >
      {items.map(([what, text]) => (
        <MenuItem key={what} onClick={() => void copy(what, text)}>
          {what}
        </MenuItem>
      ))}
    </Menu>
  );
}

function toMarkdownRow(view: KeyView): string {
  const cell = (text: string): string =>
    `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replaceAll(/\s/g, ' ')}\``;
  const rest =
    view.state.kind === 'link'
      ? [cell(view.state.link.target), view.link?.health ?? '']
      : [view.state.kind, ''];
  return `| ${[cell(`oss://${view.bucket}/${view.key}`), ...rest].join(' | ')} |`;
}
