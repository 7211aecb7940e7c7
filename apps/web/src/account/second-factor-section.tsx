import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { EndSecondFactorDialog } from './end-second-factor-dialog.tsx';
import { focusLater } from './focus-later.ts';
import { Section } from './page-parts.tsx';

/** It draws QR codes, which few people need. */
const SetUpSecondFactorDialog = lazy(() =>
  import('./set-up-second-factor-dialog.tsx').then((module) => ({ default: module.SetUpSecondFactorDialog })),
);

/** An authenticator app beside the own password. */
export function SecondFactorSection({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation('account');
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    focusLater(button);
  };
  // The dialog stays as it was opened: what it does changes what is on.
  const [wasOn, setWasOn] = useState(isOn);
  const open = (): void => {
    setWasOn(isOn);
    setOpen(true);
  };
  return (
    <Section text={t(isOn ? 'secondFactor.on' : 'secondFactor.text')} title={t('secondFactor.title')}>
      <Button className="self-start" onClick={open} ref={button}>
        {t(isOn ? 'secondFactor.end' : 'secondFactor.setUp')}
      </Button>
      {isOpen && wasOn && <EndSecondFactorDialog onClose={close} />}
      {isOpen && !wasOn && (
        <Suspense>
          <SetUpSecondFactorDialog onClose={close} />
        </Suspense>
      )}
    </Section>
  );
}
