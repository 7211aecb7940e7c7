import type { ConnectionSettings } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useEffect, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { toAccountUrl } from '../account-place.ts';
import { Page, RefusalLine } from '../page-parts.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { TestPanel } from './test-panel.tsx';
import { UseFields } from './use-fields.tsx';
import { useConnectionForm } from './use-connection-form.ts';
import { useConnectionTest } from './use-connection-test.ts';
import { toWholeRefusal, useSettingsErrors } from './use-settings-errors.ts';

interface ConnectionFormProps {
  /** The connection to edit; absent for a new one. */
  settings?: ConnectionSettings;
  /** Called once it is saved, when nothing is left to lose. */
  onSaved: (name: string) => void;
}

/** Adds or edits a connection, and tests it before it is saved. */
export function ConnectionForm({ settings, onSaved }: ConnectionFormProps) {
  const { t } = useTranslation('connections');
  const form = useConnectionForm(settings, onSaved);
  const { draft, set, saved, save, isDirty, isOvertaken } = form;
  const run = useConnectionTest(draft);
  // Of a save and a test, what the later one said.
  const error = run.test.submittedAt > save.submittedAt ? run.test.error : save.error;
  const errors = useSettingsErrors(error);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== null) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const isBusy = save.isPending || run.test.isPending;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) save.mutate();
  };
  const props = { draft, set, errors, saved };
  return (
    <Page title={saved === undefined ? t('form.add') : t('form.edit', { name: toVisibleText(saved.name) })}>
      <form autoComplete="off" className="flex flex-col gap-6" onSubmit={submit} ref={place}>
        <PlaceFields {...props} />
        <CredentialFields {...props} />
        <UseFields {...props} />
        <AdvancedFields {...props} />
        <TestPanel
          onTest={() => {
            if (!isBusy && place.current?.reportValidity() === true) run.test.mutate();
          }}
          run={run}
          text={t('test.text')}
        />
        <div className="flex flex-col gap-2 border-t border-line pt-4">
          {errors.elsewhere.map((line) => (
            <p className="text-13 text-danger" key={line} role="alert">
              {line}
            </p>
          ))}
          {isOvertaken || form.rebased !== undefined ? (
            <ConflictNotice form={form} />
          ) : (
            <RefusalLine error={toWholeRefusal(save.error)} />
          )}
          <div className="flex flex-wrap items-center gap-2">
            <Button pending={save.isPending} type="submit" variant="primary">
              {t(settings === undefined ? 'form.saveNew' : 'form.save')}
            </Button>
            <a className={buttonClass()} href={toAccountUrl('account/connections')}>
              {t('form.cancel')}
            </a>
            <span className="text-12 text-ink-3">{isDirty && t('form.unsaved')}</span>
          </div>
        </div>
      </form>
    </Page>
  );
}
