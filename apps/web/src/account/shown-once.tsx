import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { CodeBox } from '../shared/ui/code-box.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';

interface ShownOnceProps {
  title: string;
  /** What the secret is: "First password". */
  what: string;
  secret: string;
  /** What to do with it, and that it is not shown again. */
  text: string;
  onClose: () => void;
}

/** A secret that the server does not tell a second time. A press beside the window does not lose it. */
export function ShownOnce({ title, what, secret, text, onClose }: ShownOnceProps) {
  const { t } = useTranslation('account');
  const place = useRef<HTMLDivElement>(null);
  // Where it takes the place of a form, what had the focus is gone.
  useEffect(() => place.current?.focus(), []);
  return (
    <Dialog
      busy
      footer={
        <Button onClick={onClose} variant="primary">
          {t('once.close')}
        </Button>
      }
      initialFocus={place}
      onClose={onClose}
      open
      title={<span className="min-w-0 wrap-anywhere">{title}</span>}
    >
      <div
        aria-label={what}
        className="flex flex-col gap-2 text-13 outline-none"
        ref={place}
        role="group"
        tabIndex={-1}
      >
        <p className="font-medium">{what}</p>
        <CodeBox text={secret} what={what} />
        <p className="text-ink-2">{text}</p>
      </div>
    </Dialog>
  );
}
