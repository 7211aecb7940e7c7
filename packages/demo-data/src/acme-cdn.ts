import { days, demoLink, demoObject, hours, kib, type DemoBucket, type DemoEntry } from './demo-entry.ts';
import { makePng } from './make-png.ts';

/** A web site served blue and green: 1,480 links flip between two folders of the same names. Versioning is on. */
export function acmeCdn(): DemoBucket {
  return {
    name: 'acme-cdn',
    ageMs: days(400),
    versioning: 'Enabled',
    acl: 'public-read',
    entries: [...site(), ...assets()],
  };
}

const pages = 1480;

function site(): DemoEntry[] {
  const files = [
    'index.html',
    'logo.png',
    'robots.txt',
    ...Array.from({ length: pages - 3 }, (_, i) => pageName(i)),
  ];
  const side = (name: string, ageMs: number): DemoEntry[] =>
    files.map((file) => demoObject(`web/${name}/${file}`, contentOf(file, name), { ageMs }));
  const live = (name: string, ageMs: number): DemoEntry[] =>
    files.map((file) =>
      demoLink(`web/live/${file}`, `web/${name}/${file}`, {
        ageMs,
        headers: { cacheControl: 'max-age=300' },
      }),
    );
  return [
    ...side('blue', days(12)),
    ...side('green', hours(8)),
    // A real page stood here before somebody put a link over it: its version can still be fetched back.
    demoObject(
      'web/live/index.html',
      '<!doctype html><title>Acme</title><p>The page from before the links.</p>\n',
      { ageMs: days(30) },
    ),
    ...live('blue', days(12)),
    ...live('green', hours(6)),
  ];
}

function pageName(i: number): string {
  const area = ['help', 'products', 'news', 'legal'][i % 4] ?? 'help';
  return `${area}/page-${String(Math.floor(i / 4) + 1).padStart(3, '0')}.html`;
}

function contentOf(file: string, side: string): string | Uint8Array | { size: number } {
  if (file === 'logo.png') return makePng(96, side === 'green' ? [34, 139, 84] : [38, 98, 184]);
  if (file === 'robots.txt') return 'User-agent: *\nAllow: /\n';
  if (file === 'index.html') return `<!doctype html><title>Acme (${side})</title><p>Welcome.</p>\n`;
  return { size: 6 * kib + ((file.length * 397) % (9 * kib)) };
}

/** Three thousand objects in one flat prefix: more than any list call returns. */
function assets(): DemoEntry[] {
  const kinds = ['js', 'css', 'svg', 'webp', 'woff2'];
  return Array.from({ length: 3000 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'js';
    const hash = ((i * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0');
    return demoObject(
      `assets/${hash}-${String(i).padStart(4, '0')}.${kind}`,
      { size: 2 * kib + ((i * 7919) % (18 * kib)) },
      {
        ageMs: days(1 + (i % 300)),
      },
    );
  });
}
