import fc from 'fast-check';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import '../../styles/app.css';
import { KeyText } from './key-text.tsx';

interface Shown {
  key: string;
  beside?: readonly string[];
}

/** Draws keys below each other as a list does, in so many columns, and says of each what can be seen of it. */
function look(keys: readonly Shown[], columns: number): string[] {
  const place = document.body.appendChild(document.createElement('div'));
  place.style.cssText = `width: ${columns}ch; font: 13px "IBM Plex Mono", monospace`;
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      keys.map(({ key, beside = [] }) => (
        <span className="flex min-w-0" data-key key={key}>
          <KeyText beside={beside} value={key} />
        </span>
      )),
    ),
  );
  const looks = [...place.querySelectorAll('[data-key]')].map(toLook);
  root.unmount();
  place.remove();
  return looks;
}

/** The signs of an element that no box around them hides; `…` where a box has lost some at its end. */
function toLook(element: Element): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let shown = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement!.closest('.sr-only') !== null) continue;
    const text = node.textContent ?? '';
    for (let at = 0; at < text.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const fate = toFate(range.getBoundingClientRect(), node.parentElement!, element);
      if (fate === 'shown') shown += text[at];
      else if (!shown.endsWith('…')) shown += fate === 'cut' ? '…' : '';
    }
  }
  return shown;
}

function toFate(sign: DOMRect, from: Element, until: Element): 'shown' | 'cut' | 'gone' {
  let fate: 'shown' | 'cut' = 'shown';
  for (let box: Element | null = from; box !== null && box !== until.parentElement; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (style.overflowX === 'visible') continue;
    const { left, right, top, bottom } = box.getBoundingClientRect();
    if (right - left < 1 || sign.top > bottom - 1 || sign.bottom < top + 1) return 'gone';
    const dots = style.textOverflow === 'ellipsis' && box.scrollWidth > box.clientWidth ? sign.width : 0;
    if (sign.right <= right - dots + 1 && sign.left >= left - 1) continue;
    if (dots === 0 && fate === 'shown') return 'gone';
    fate = 'cut';
  }
  return fate;
}

it('shows the names of short keys whole, whatever their folder', () => {
  expect(
    look([{ key: 't/a' }, { key: 't/ab' }, { key: 't/abc' }, { key: 'k/link' }, { key: 'l/099/' }], 42),
  ).toEqual(['t/a', 't/ab', 't/abc', 'k/link', 'l/099/']);
});

it('lets the folder go before the name, and cuts the name in its middle', () => {
  const [whole, folder, name] = [32, 20, 12].map(
    (columns) => look([{ key: 'cli/2.14.0/old-installer.exe' }], columns)[0],
  );
  expect(whole).toBe('cli/2.14.0/old-installer.exe');
  expect(folder).toBe('cl…old-installer.exe');
  expect(name).toBe('old-…ler.exe');
});

it('keeps the beginning and the end of a short name, the folder gone before them', () => {
  const shown = [14, 12, 10, 8, 6].map((columns) => look([{ key: 'cli/2.14.0/CHANGELOG.md' }], columns)[0]);
  expect(shown).toEqual(['…CHANGELOG.md', 'CHANGELOG.md', 'CHANGE….md', 'CHAN….md', 'CH….md']);
});

it('keeps some of the folder before a name that is cut anyway', () => {
  const [shown] = look([{ key: `long/object/${'x'.repeat(80)}.bin` }], 40);
  expect(shown).toMatch(/^long\/object\/x+…x+\.bin$/);
});

it('loses the beginning of an end that is too long, never the end', () => {
  expect(look([{ key: 'a-name-that-nobody-agrees-with-0123456789.txt' }], 12)[0]).toBe('a-…56789.txt');
});

const segment = fc.stringMatching(/^[a-z0-9.-]{1,14}$/);
const key = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

it('always shows the end of the last segment, in a dozen columns and more', () => {
  fc.assert(
    fc.property(key, fc.integer({ min: 12, max: 60 }), (one, columns) => {
      const [shown] = look([{ key: one }], columns);
      expect(one.endsWith(shown!.slice(-1))).toBe(true);
      expect(shown!.at(-1)).not.toBe('…');
    }),
    { numRuns: 60 },
  );
});

it('shows two keys of a folder differently where the longer name has room', () => {
  fc.assert(
    fc.property(segment, segment, fc.array(segment, { maxLength: 3 }), (a, b, folders) => {
      fc.pre(a !== b);
      const folder = folders.map((name) => `${name}/`).join('');
      const keys = [folder + a, folder + b];
      const room = Math.max(a.length, b.length);
      const [first, second] = look(
        [
          { key: keys[0]!, beside: [keys[1]!] },
          { key: keys[1]!, beside: [keys[0]!] },
        ],
        room,
      );
      expect(first).not.toBe(second);
    }),
    { numRuns: 60 },
  );
});

it('keeps what tells the members of a series apart in half of their width', () => {
  const series = ['linux-amd64', 'linux-arm64', 'darwin-arm64', 'windows-amd64'].map(
    (platform) => `cli/beta/cli-2.15.0-rc.1-${platform}.tar.gz`,
  );
  const shown = look(
    series.map((one) => ({ key: one, beside: series.filter((other) => other !== one) })),
    26,
  );
  expect(new Set(shown).size).toBe(series.length);
});

it('gives what is cut whole signs and a little more, lest rounding takes one more', () => {
  const place = document.body.appendChild(document.createElement('div'));
  place.style.font = '13px "IBM Plex Mono", monospace';
  const root = createRoot(place);
  flushSync(() => root.render(<KeyText value={'x'.repeat(10)} />));
  const sign = place.querySelector('[data-tip]')!.getBoundingClientRect().width / 10;
  const overhangs: number[] = [];
  for (let columns = 12; columns < 40; columns += 1) {
    place.style.width = `${columns * sign + 2}px`;
    flushSync(() => root.render(<KeyText value="cli/latest/cli-darwin-arm64-2026-11-29.tar.gz" />));
    for (const box of place.querySelectorAll('.key-cut, .key-folder-name')) {
      const { width } = box.getBoundingClientRect();
      if (width > 1 && box.scrollWidth > box.clientWidth) overhangs.push(width % sign);
    }
  }
  root.unmount();
  place.remove();
  expect(overhangs.length).toBeGreaterThan(20);
  expect(Math.min(...overhangs)).toBeGreaterThan(0.3);
  expect(Math.max(...overhangs)).toBeLessThan(sign / 2);
});

it('draws blanks and marks that nobody would see', () => {
  expect(
    look([{ key: 'dir/ lead' }, { key: 'trail ' }, { key: 'two  spaces' }, { key: 'cafe\u0301' }], 60),
  ).toEqual(['dir/‹␣›lead', 'trail‹␣›', 'two‹␣›‹␣›spaces', 'cafe‹U+0301›']);
});
