import { describe, expect, it } from 'vitest';
import { shorten, toRelativeTarget } from './short-key.ts';

describe('a key in few letters', () => {
  it.each([
    ['cli/latest/VERSION', 'cli/2.14.0/VERSION', '2.14.0/VERSION'],
    ['a', 'b/c', 'b/c'],
    ['a/b/', 'a/b/', 'a/b/'],
    ['a//b', 'a//c', 'c'],
  ])('relates %j to %j as %j', (key, target, shown) => {
    expect(toRelativeTarget(key, target)).toBe(shown);
  });

  it('cuts long texts in the middle, never inside a sign', () => {
    const cut = shorten(`${'👩‍💻'.repeat(50)}tail.tgz`);
    expect(cut).toMatch(/^(?:👩‍💻)+…(?:👩‍💻)+tail\.tgz$/u);
  });
});
