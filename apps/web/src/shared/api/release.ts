let isTold = false;
let tell = (): void => {};

/** Says what happens when a newer server is met, which is told once. */
export function onNewRelease(listener: () => void): void {
  tell = listener;
}

/**
 * Compares the release of an answer with that of the page, which the server has written into it; a page of the
 * development server has none. A page stays open for days: answers of a newer server may have another shape, and parts
 * of the page may be gone.
 */
export function noteRelease(release: string): void {
  const own = readOwnRelease();
  if (isTold || own === '' || own === release) return;
  isTold = true;
  tell();
}

function readOwnRelease(): string {
  if (typeof document === 'undefined') return '';
  return document.querySelector<HTMLMetaElement>('meta[name="release"]')?.content ?? '';
}
