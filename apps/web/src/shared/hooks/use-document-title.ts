import { useEffect } from 'react';

/** Names the tab: the most particular part first. */
export function useDocumentTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined && part !== ''), 'Signpost'].join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
