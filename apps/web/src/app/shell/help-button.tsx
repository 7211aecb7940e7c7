import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { usePageKey } from '../../shared/hooks/use-page-key.ts';
import { singleKeysChoice } from '../../shared/lib/preferences.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { needTexts } from '../i18n.ts';
import { helpRequests } from './help-requests.ts';

const HelpDialog = lazy(async () => {
  const texts = needTexts('help');
  const part = { default: (await import('./help-dialog.tsx')).HelpDialog };
  await texts;
  return part;
});

export function HelpButton() {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  usePageKey('?', singleKeys, () => setOpen(true));
  useEffect(() => helpRequests.subscribe(() => setOpen(true)), []);
  return (
    <>
      <IconButton aria-haspopup="dialog" icon="help" label={t('help.open')} onClick={() => setOpen(true)} />
      {open && (
        <Suspense fallback={null}>
          <HelpDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
