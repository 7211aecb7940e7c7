import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { ExportLink } from './export-link.tsx';

const say = i18next.getFixedT('en', 'links');
const link = page.getByRole('link', { name: say('export.label') });

it('leads to a file of the links that are shown, in no order of the list', async () => {
  render(<ExportLink connection="demo" filter={{ bucket: 'acme', health: 'broken', sort: 'newest' }} />);
  await expect
    .element(link)
    .toHaveAttribute(
      'href',
      expect.stringMatching(/links\/export\?connection=demo&bucket=acme&health=broken$/),
    );
});

it('is offered for one bucket only', async () => {
  render(<ExportLink connection="demo" filter={{ prefix: 'cli/' }} />);
  await expect.element(link).not.toBeInTheDocument();
});
