import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { noteRelease } from '../shared/api/release.ts';
import { Toaster } from '../shared/ui/toaster.tsx';
import { render } from '../testing/render.tsx';
import { announceRelease } from './announce-release.ts';

test('a page that is older than its server says so once, and leaves the reload to the reader', async () => {
  const meta = document.createElement('meta');
  meta.name = 'release';
  meta.content = 'old';
  document.head.append(meta);
  announceRelease();
  render(<Toaster />);
  noteRelease('old');
  await expect.element(page.getByText('Signpost has been updated')).not.toBeInTheDocument();
  noteRelease('new');
  noteRelease('new');
  await expect.element(page.getByRole('button', { name: 'Reload the page' })).toBeVisible();
  meta.remove();
});
