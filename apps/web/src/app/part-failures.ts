const failures = new WeakSet<object>();

/**
 * Marks the errors of parts that could not be fetched. Their texts differ between browsers, and the router knows them:
 * it would load the whole page again, which shows the browser's own error page where the server is unreachable.
 */
export function watchPartFailures(window: Window): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    failures.add(payload);
    payload.message = `A part of the console could not be loaded: ${payload.message}`;
  });
}

/** Tells whether an error is that of a part which could not be fetched. */
export function isPartFailure(error: unknown): boolean {
  return typeof error === 'object' && error !== null && failures.has(error);
}
