import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { KeyText } from './key-text.tsx';

/** What is left for a screen reader. */
function toSpoken(markup: string): string {
  const hidden = markup.indexOf('<span aria-hidden="true"');
  return (hidden === -1 ? markup : markup.slice(0, hidden)).replaceAll(/<[^>]*>/g, '');
}

describe('a key as text', () => {
  it('is read as one word where it is drawn in two pieces', () => {
    const markup = renderToStaticMarkup(<KeyText value="cli/beta/cli-windows-arm64.zip" />);
    expect(markup).toContain('aria-hidden');
    expect(toSpoken(markup)).toBe('cli/beta/cli-windows-arm64.zip');
  });

  it('is read once where it is drawn in one piece', () => {
    const markup = renderToStaticMarkup(<KeyText value="cli/NOTICE" within="cli/" />);
    expect(toSpoken(markup)).toBe('NOTICE');
    expect(markup).not.toContain('aria-hidden');
  });
});
