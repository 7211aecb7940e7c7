import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';

/** Puts all pictures of a folder on one, small, each with its name below. */
export async function makeContactSheet(browser: Browser, folder: string): Promise<void> {
  const pictures = readdirSync(folder).filter((file) => file.endsWith('.png'));
  const html = path.join(folder, 'index.html');
  await writeFile(html, toHtml(pictures));
  const page = await browser.newPage({ viewport: { width: 1800, height: 1000 } });
  await page.goto(pathToFileURL(html).href);
  await page.screenshot({ path: `${folder}.png`, fullPage: true });
  await page.close();
}

function toHtml(pictures: readonly string[]): string {
  const figures = pictures.map(
    (file) =>
      `<figure><img src="${file}" alt=""><figcaption>${path.basename(file, '.png')}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>
  body { margin: 16px; display: grid; grid-template-columns: repeat(auto-fill, 336px); gap: 16px; font: 13px sans-serif; background: #888; color: #fff }
  figure { margin: 0 } img { width: 100%; max-height: 480px; object-fit: contain; object-position: top left; background: #666 }
</style>
${figures.join('\n')}
`;
}
