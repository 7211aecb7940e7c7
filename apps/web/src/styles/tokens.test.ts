import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRatio, parseOklch } from '../shared/lib/contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function readTheme(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(oklch\([^)]*\))/g)].map((match) => [match[1]!, match[2]!]),
  );
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'accent-soft'];
const texts = [
  'ink-1',
  'ink-2',
  'ink-3',
  'accent',
  'danger',
  'caution',
  'health-ok',
  'health-missing',
  'health-chained',
  'health-self',
  'health-cold',
  'health-folder',
  'health-forbidden',
  'health-unknown',
];

describe.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
])('the %s theme', (_name, selector) => {
  const theme = readTheme(selector);
  const ratio = (front: string, back: string): number =>
    contrastRatio(parseOklch(theme.get(front)!), parseOklch(theme.get(back)!));

  it.each(texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)))(
    'keeps %s readable on %s (4.5:1)',
    (text, surface) => {
      expect(ratio(text, surface)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['accent-ink', 'accent'],
    ['accent-ink', 'accent-hover'],
    ['danger', 'danger-soft'],
    ['caution', 'caution-soft'],
    ['ink-1', 'danger-soft'],
    ['ink-1', 'caution-soft'],
    ['ink-2', 'danger-soft'],
    ['ink-2', 'caution-soft'],
  ])('keeps %s readable on %s (4.5:1)', (text, surface) => {
    expect(ratio(text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['surface-0', 'surface-1', 'surface-2'])(
    'keeps borders of controls visible on %s (3:1)',
    (surface) => {
      expect(ratio('line-strong', surface)).toBeGreaterThanOrEqual(3);
    },
  );

  it('defines the same tokens as the other theme', () => {
    expect([...theme.keys()].sort()).toEqual([...readTheme(':root').keys()].sort());
  });
});
