// Functions that run inside the browser: they are handed over as text and may use nothing from outside themselves.

/** Notes when the first row has been drawn: of a list, or what another selector names. */
export function watchFirstRows(selector = '[role="row"][data-index]'): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return;
    observer.disconnect();
    // The frame after the one that holds the rows: they are on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        document.documentElement.setAttribute('data-first-rows', String(performance.now())),
      ),
    );
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the start of the navigation. */
export async function readFirstRowsMs(): Promise<number> {
  const noted = (): string | null => document.documentElement.getAttribute('data-first-rows');
  while (noted() === null) await new Promise((resolve) => requestAnimationFrame(resolve));
  return Number(noted());
}

/** URLs of the scripts that had come before some moment. */
export function readScriptsBefore({ ms }: { ms: number }): string[] {
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return resources
    .filter(({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= ms)
    .map(({ name }) => name);
}

/** What one stretch of scrolling showed. */
export interface Scrolled {
  readonly frames: number;
  /** Frames of 60 in a second that were not drawn. */
  readonly dropped: number;
  readonly longestMs: number;
  /** Elements in the document at most. */
  readonly nodes: number;
}

/** Scrolls the list to its end, or so many rows. */
export async function scrollPage({
  rows,
  rowsPerFrame,
}: {
  rows: number;
  rowsPerFrame: number;
}): Promise<Scrolled & { rows: number }> {
  const frameMs = 1000 / 60;
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const first = document.querySelector<HTMLElement>('[role="row"][data-index]');
  const scroller = first?.closest<HTMLElement>('[role="rowgroup"]');
  if (!first || !scroller) throw new Error('There is no list to scroll.');
  const rowHeight = first.getBoundingClientRect().height;
  const total = Math.round(scroller.scrollHeight / rowHeight);
  const goal = Math.min(total, rows);
  let frames = 0;
  let dropped = 0;
  let longestMs = 0;
  let nodes = 0;
  let last = await frame();
  while (scroller.scrollTop + scroller.clientHeight + 1 < Math.min(goal * rowHeight, scroller.scrollHeight)) {
    scroller.scrollTop += rowsPerFrame * rowHeight;
    const now = await frame();
    const took = now - last;
    last = now;
    frames += 1;
    dropped += Math.max(0, Math.round(took / frameMs) - 1);
    longestMs = Math.max(longestMs, took);
    nodes = Math.max(nodes, document.getElementsByTagName('*').length);
  }
  return { rows: goal, frames, dropped, longestMs, nodes };
}

/** Goes back to the first row. */
export function scrollToTop(): void {
  const row = document.querySelector('[role="row"][data-index]');
  row?.closest('[role="rowgroup"]')?.scrollTo({ top: 0 });
}
