import { useTranslation } from 'react-i18next';
import { useCopy } from '../hooks/use-copy.ts';
import { cx } from '../lib/cx.ts';
import { buttonClass } from './button.tsx';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  text: string;
  /** What is copied, for the name of the button: "key", "request id". */
  what: string;
  className?: string;
}

/** Copies text whole, and says how that went. */
export function CopyButton({ text, what, className }: CopyButtonProps) {
  const { t } = useTranslation();
  const { state, copy } = useCopy();
  const label = t('action.copyNamed', { what });
  return (
    <>
      <button
        aria-label={label}
        className={cx(buttonClass('quiet', 'small'), 'w-7 px-0', className)}
        onClick={() => void copy(text)}
        data-tip={state === 'failed' ? t('action.copyFailed') : label}
        type="button"
      >
        <Icon
          className={cx(state === 'copied' && 'text-health-ok', state === 'failed' && 'text-danger')}
          name={state === 'copied' ? 'check' : state === 'failed' ? 'warning' : 'copy'}
        />
      </button>
      <span aria-live="polite" className="sr-only">
        {state === 'copied' && t('action.copied')}
        {state === 'failed' && t('action.copyFailed')}
      </span>
    </>
  );
}
