import { useEffect, useRef } from 'react';

/** Has the browser ask before a page with unsaved texts is left. Answers how to leave it without being asked. */
export function useLeaveWarning(isDirty: boolean): () => void {
  const isAllowed = useRef(false);
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (!isAllowed.current) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);
  return () => {
    isAllowed.current = true;
  };
}
