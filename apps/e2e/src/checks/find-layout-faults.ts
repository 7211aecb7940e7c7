import type { Page } from '@playwright/test';

interface LayoutRules {
  /** Least width and height of what a finger has to hit, in CSS pixels. Absent where there is a pointer. */
  leastTarget?: number;
}

/**
 * Looks for what no longer fits the window: a page that scrolls sideways, names of controls that are cut off, targets
 * that are too small for a finger. Keys are cut on purpose and left out, and so is what a modal dialog covers. One line
 * per fault.
 */
export async function findLayoutFaults(page: Page, { leastTarget = 0 }: LayoutRules = {}): Promise<string[]> {
  return page.evaluate(collectFaults, leastTarget);
}

/** Runs in the page. */
function collectFaults(leastTarget: number): string[] {
  const controls =
    'button, a[href], input:not([type="hidden"]), select, textarea, summary, [role="row"][tabindex], ' +
    '[role="button"], [role="menuitem"], [role="option"], [role="tab"], [role="checkbox"], [role="radio"]';
  const uncovered = [...document.querySelectorAll<HTMLElement>(controls)].filter(
    (control) =>
      control.checkVisibility({ visibilityProperty: true }) &&
      control.closest('[data-base-ui-inert], [inert], [aria-hidden="true"]') === null &&
      // Hidden from sight until it has the focus, as the link that skips to the content.
      control.getBoundingClientRect().width > 1,
  );
  const faults: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`page: ${scrollWidth} px wide in ${clientWidth} px`);
  for (const control of uncovered) {
    const cut = findCutText(control);
    if (cut !== undefined) faults.push(`${describe(control)}: “${cut}” is cut off`);
    if (leastTarget === 0 || isInText(control)) continue;
    const { width, height } = measureTarget(control);
    if (width < leastTarget || height < leastTarget) {
      faults.push(`${describe(control)}: a target of ${width} × ${height} px`);
    }
  }
  return faults;

  function describe(control: HTMLElement): string {
    const name = control.getAttribute('aria-label') ?? control.innerText.replaceAll(/\s+/g, ' ').trim();
    return `${control.localName}${control.role === null ? '' : `[${control.role}]`} “${name.slice(0, 60)}”`;
  }

  /** The first text of a control that lies outside of what shows it. */
  function findCutText(control: HTMLElement): string | undefined {
    const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const parent = text.parentElement!;
      const isKey = parent.closest('.font-mono') !== null;
      if (isKey || text.nodeValue!.trim() === '' || isForReadersOnly(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      const edges = findEdges(parent);
      if (right > left && (left < edges.left - 1 || right > edges.right + 1)) return text.nodeValue!.trim();
    }
    return undefined;
  }

  /** For screen readers: a box of one pixel, cut to nothing. */
  function isForReadersOnly(text: HTMLElement): boolean {
    for (let box: HTMLElement | null = text; box !== null; box = box.parentElement) {
      const { position } = getComputedStyle(box);
      if (position === 'absolute' && box.clientWidth <= 1) return true;
    }
    return false;
  }

  /** Where an element's content stops being shown, left and right. What can be scrolled to is shown. */
  function findEdges(from: HTMLElement): { left: number; right: number } {
    let [left, right] = [0, innerWidth];
    for (let box: HTMLElement | null = from; box !== null; box = box.parentElement) {
      const { overflowX, position } = getComputedStyle(box);
      if (overflowX === 'auto' || overflowX === 'scroll') return { left: -Infinity, right: Infinity };
      if (overflowX !== 'visible') {
        const rect = box.getBoundingClientRect();
        [left, right] = [Math.max(left, rect.left), Math.min(right, rect.right)];
      }
      if (position === 'fixed') break;
    }
    return { left, right };
  }

  /** WCAG 2.5.8 leaves out what stands in a sentence: its height is that of the line. */
  function isInText(control: HTMLElement): boolean {
    if (getComputedStyle(control).display !== 'inline') return false;
    let block = control.parentElement!;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement!;
    return block.innerText.trim() !== control.innerText.trim();
  }

  /** Width and height of what reacts to a finger: the box, the box of its label, or what reaches beyond both. */
  function measureTarget(control: HTMLElement): { width: number; height: number } {
    const labels = 'labels' in control ? [...((control.labels as NodeListOf<HTMLElement> | null) ?? [])] : [];
    const around = control.closest('label');
    const parts = [control, ...labels, ...(around === null ? [] : [around])];
    const largest = { width: 0, height: 0 };
    for (const part of parts) {
      const { width, height } = part.getBoundingClientRect();
      if (Math.min(width, height) >= Math.min(largest.width, largest.height)) {
        Object.assign(largest, { width: Math.round(width), height: Math.round(height) });
      }
    }
    if (largest.width >= leastTarget && largest.height >= leastTarget) return largest;
    control.scrollIntoView({ block: 'center', inline: 'nearest' });
    const { left, top, width, height } = control.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const reach = (dx: number, dy: number): number => {
      let far = 0;
      while (far < leastTarget) {
        const hit = document.elementFromPoint(x + dx * (far + 1), y + dy * (far + 1));
        if (hit === null || !parts.some((part) => part.contains(hit))) break;
        far += 1;
      }
      return far;
    };
    return {
      width: Math.max(largest.width, reach(-1, 0) + reach(1, 0)),
      height: Math.max(largest.height, reach(0, -1) + reach(0, 1)),
    };
  }
}

/** Fields and buttons of the uppermost dialog that something covers while they have the focus. */
export async function findCoveredFocus(page: Page): Promise<string[]> {
  const dialog = page.getByRole('dialog').last();
  if (!(await dialog.isVisible())) return [];
  return dialog.evaluate((box) => {
    const controls = box.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary');
    const covered: string[] = [];
    for (const control of controls) {
      // Proposals open over what lies below their field, and stay while the focus moves on from here.
      if (!control.checkVisibility() || control.role === 'combobox' || control.tabIndex < 0) continue;
      control.focus();
      if (document.activeElement !== control) continue;
      const { left, top, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const isShown = hit !== null && (control.contains(hit) || hit.contains(control));
      if (!isShown) covered.push(`${control.localName} “${control.ariaLabel ?? control.textContent}”`);
    }
    return covered;
  });
}

/** Elements that still move for longer than a blink, though the reader asks for no motion. */
export async function findMotion(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const longest = (durations: string): number =>
      Math.max(...durations.split(',').map((one) => Number.parseFloat(one)));
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const animated = animationName === 'none' ? 0 : longest(animationDuration);
        return Math.max(longest(transitionDuration), animated) > 0.001;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}
