import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';

interface SettingsFormProps {
  /** Name for screen readers. */
  label: string;
  /** How many settings differ from what is saved. */
  changes: number;
  /** Why the form cannot be saved as it is. */
  problem?: string | undefined;
  saving?: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** Sections. */
  children: ReactNode;
}

/** A long form outside a dialog: sections, and Save and Discard at the lower edge while something differs. */
export function SettingsForm({
  label,
  changes,
  problem,
  saving = false,
  onSave,
  onDiscard,
  children,
}: SettingsFormProps) {
  const { t } = useTranslation('parts');
  const form = useRef<HTMLFormElement>(null);
  const dirty = changes > 0;
  useEffect(() => {
    if (!dirty) return undefined;
    // Closing the tab would lose what was typed: the browser asks.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
  return (
    <form
      aria-label={label}
      className="flex flex-col outline-none"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty && problem === undefined && !saving) onSave();
      }}
      ref={form}
      tabIndex={-1}
    >
      <div className="flex flex-col divide-y divide-line">{children}</div>
      <p aria-live="polite" className="sr-only">
        {dirty && t('settings.unsaved', { count: changes })}
      </p>
      {dirty && (
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-surface-1 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
          <p className="min-w-0 text-13">
            <span className="font-medium">{t('settings.unsaved', { count: changes })}</span>
            {problem !== undefined && <span className="block text-12 text-danger">{problem}</span>}
          </p>
          <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
            <Button
              onClick={() => {
                onDiscard();
                // The footer goes; the keyboard stays in the form.
                form.current?.focus();
              }}
              variant="quiet"
            >
              {t('settings.discard')}
            </Button>
            <Button
              pending={saving}
              type="submit"
              variant="primary"
              {...(problem === undefined ? {} : { disabledReason: problem })}
            >
              {t('settings.save')}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}

interface SettingsSectionProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** Settings that belong together: what they are on the left, the fields on the right; one under the other on a phone. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <fieldset className="grid min-w-0 gap-x-8 gap-y-3 py-5 md:grid-cols-[14rem_minmax(0,1fr)]">
      <legend className="sr-only">{title}</legend>
      <div>
        <p aria-hidden="true" className="text-14 font-medium">
          {title}
        </p>
        {description !== undefined && <p className="text-12 text-ink-2">{description}</p>}
      </div>
      <div className="flex max-w-xl min-w-0 flex-col gap-4">{children}</div>
    </fieldset>
  );
}
