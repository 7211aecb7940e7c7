import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { dismissToast, toastStore, type ShownToast } from './toast.ts';

/** Where toasts appear: one polite live region at the lower edge. Pointer or focus on a toast stops its clock. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-16 z-40 flex flex-col items-end gap-2 sm:bottom-12"
    >
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Toast({ toast }: { toast: ShownToast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const lasts = toast.lasts ?? 10_000;
  useEffect(() => {
    if (held || lasts === 0) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), lasts);
    return () => clearTimeout(timer);
  }, [held, lasts, toast.id]);
  const { action } = toast;
  return (
    <div
      className="pointer-events-auto flex w-full max-w-md items-center gap-3 rounded-lg border border-line bg-surface-1 py-2 pr-2 pl-4 shadow-float"
      onBlur={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <div className="min-w-0 flex-1 text-13">
        <p className="font-medium wrap-anywhere">{toast.title}</p>
        {toast.detail !== undefined && <p className="text-12 wrap-anywhere text-ink-2">{toast.detail}</p>}
      </div>
      {action !== undefined && (
        <Button
          onClick={() => {
            dismissToast(toast.id);
            action.run();
          }}
          size="small"
        >
          {action.label}
        </Button>
      )}
      <IconButton
        icon="close"
        label={t('action.dismiss')}
        onClick={() => dismissToast(toast.id)}
        size="small"
      />
    </div>
  );
}
