import { gzipSync } from 'node:zlib';
import {
  days,
  demoLink,
  demoObject,
  hours,
  kib,
  mib,
  months,
  years,
  type DemoBucket,
  type DemoEntry,
  type DemoObject,
  type DemoRule,
} from './demo-entry.ts';

/** Releases of a command-line tool: versions that never change, and the backlinks people use. */
export function acmeReleases(): DemoBucket {
  return {
    name: 'acme-releases',
    acl: 'public-read',
    ageMs: years(3),
    lifecycle: { ageMs: days(10), rules },
    entries: [...cliVersions(), ...cliPointers(), ...sdk(), ...docs()],
  };
}

/**
 * Added ten days ago by somebody who did not look at what points there: `old-installer.exe` has lost its target to the
 * first, and in nineteen days the second takes `stable/`. A rule of OSS has one prefix, so that the second needs two.
 */
const rules: readonly DemoRule[] = [
  { id: 'expire-old', prefix: 'cli/1.2.', days: 400, then: 'delete' },
  { id: 'cold-60', prefix: 'cli/2.', days: 60, then: 'Archive' },
  { id: 'cold-60-first', prefix: 'cli/1.', days: 60, then: 'Archive' },
];

const platforms = ['darwin-arm64.tar.gz', 'linux-amd64.tar.gz', 'linux-arm64.tar.gz', 'windows-arm64.zip'];

const changelog = `# Changelog

## 2.14.0
- \`sync\` resumes after a lost connection.
- Half the memory for folders of a million files.

## 2.13.2
- Fixes a crash on file names with a line break.
`;

function cliVersions(): DemoEntry[] {
  return [
    ...version('1.9.4', {
      ageMs: years(2),
      storageClass: 'Archive',
      total: 61 * mib,
      files: [
        ['cli.tar.gz', 7 * mib],
        ['cli-arm64.tar.gz', 7 * mib],
        ['cli-windows.zip', 9 * mib],
        ['cli-darwin.tar.gz', 8 * mib],
      ],
    }),
    ...version('2.12.0', {
      ageMs: months(7),
      storageClass: 'Archive',
      total: 84 * mib,
      files: builds('2.12.0', [20.4, 20.4, 18.2, 10.1]),
      manual: 'public',
    }),
    ...version('2.13.2', {
      ageMs: days(41),
      total: 86 * mib,
      files: builds('2.13.2', [21.1, 21.1, 18.9, 10.4]),
      manual: 'public',
    }),
    ...version('2.14.0', {
      ageMs: days(3),
      total: 88 * mib,
      files: builds('2.14.0', [21.4, 21.4, 19.2, 10.6]),
      manual: 'private',
      zipText: true,
    }),
    // A release candidate as they are: one platform is new, one was forgotten, one build was cut short.
    ...version('2.15.0-rc.1', {
      ageMs: hours(1),
      total: 89 * mib,
      files: [
        ['cli-2.15.0-rc.1-darwin-arm64.tar.gz', Math.round(0.9 * mib)],
        ['cli-2.15.0-rc.1-linux-amd64.tar.gz', Math.round(21.9 * mib)],
        ['cli-2.15.0-rc.1-linux-arm64.tar.gz', Math.round(19.6 * mib)],
        ['cli-2.15.0-rc.1-linux-riscv64.tar.gz', Math.round(18.8 * mib)],
      ],
      manual: 'public',
    }),
  ];
}

function builds(name: string, sizes: number[]): [string, number][] {
  return platforms.map((platform, i) => [`cli-${name}-${platform}`, Math.round((sizes[i] ?? 1) * mib)]);
}

interface Release {
  ageMs: number;
  total: number;
  files: [string, number][];
  storageClass?: 'Archive';
  manual?: 'public' | 'private';
  zipText?: boolean;
}

/** One version's folder: texts, builds, and an installer that brings the folder to its total. */
function version(name: string, release: Release): DemoObject[] {
  const more = {
    ageMs: release.ageMs,
    ...(release.storageClass === undefined ? {} : { storageClass: release.storageClass }),
  };
  const text = (file: string, body: string): DemoObject =>
    release.zipText === true
      ? demoObject(`cli/${name}/${file}`, gzipSync(body, { level: 9 }), {
          ...more,
          headers: { contentEncoding: 'gzip' },
        })
      : demoObject(`cli/${name}/${file}`, body, more);
  const texts = [
    text('CHANGELOG.md', `${changelog}\nThis is ${name}.\n`),
    text('VERSION', `${name}\n`),
    text('install.sh', `#!/bin/sh\nset -eu\necho "Installing cli ${name}"\n`),
  ];
  const manual =
    release.manual === undefined
      ? []
      : [
          demoObject(
            `cli/${name}/manual.pdf`,
            { size: 2 * mib },
            {
              ...more,
              // Uploaded by hand: links that are public lead to it, and only we can read through them.
              ...(release.manual === 'private' ? { acl: 'private' } : {}),
            },
          ),
        ];
  const files = release.files.map(([file, size]) => demoObject(`cli/${name}/${file}`, { size }, more));
  const known = [...texts, ...manual, ...files];
  const size = release.total - known.reduce((sum, object) => sum + lengthOf(object), 0);
  return [...known, demoObject(`cli/${name}/setup.exe`, { size }, more)];
}

function lengthOf(object: DemoObject): number {
  const { content } = object;
  if (typeof content === 'string') return Buffer.byteLength(content);
  return content instanceof Uint8Array ? content.length : content.size;
}

function cliPointers(): DemoEntry[] {
  const at3d = { ageMs: days(3) };
  const channel = {
    acl: 'public-read',
    tags: { team: 'cli', channel: 'latest' },
    metadata: { channel: 'latest' },
  } as const;
  const latest = pointerFiles('2.14.0').map(([file, target]) =>
    demoLink(`cli/latest/${file}`, target, {
      ...at3d,
      ...channel,
      headers: {
        cacheControl: 'max-age=60',
        // The release script never learnt about archives, so readers are told the wrong type.
        ...(file.endsWith('.gz') ? { contentType: 'application/octet-stream' } : {}),
        ...(isText(file) ? { contentEncoding: 'gzip' } : {}),
      },
    }),
  );
  const channels = JSON.stringify({ stable: '2.13.2', latest: '2.14.0', beta: '2.15.0-rc.1' });
  return [
    demoLink('cli/CHANGELOG.md', 'cli/2.14.0/CHANGELOG.md', {
      ...at3d,
      headers: { contentEncoding: 'gzip' },
    }),
    // The link for Windows was written although nobody had built it.
    ...pointerFiles('2.15.0-rc.1').map(([file, target]) =>
      demoLink(`cli/beta/${file}`, target, { ageMs: hours(1) }),
    ),
    demoObject('cli/channels.json', channels.padEnd(411) + '\n', at3d),
    demoLink('cli/latest.txt', 'cli/latest/VERSION', at3d),
    ...latest,
    demoLink('cli/legacy.tar.gz', 'cli/1.9.4/cli.tar.gz', { ageMs: years(2) }),
    demoLink('cli/old-installer.exe', 'cli/1.2.0/setup.exe', { ageMs: years(2), acl: 'public-read' }),
    ...pointerFiles('2.13.2').map(([file, target]) =>
      demoLink(`cli/stable/${file}`, target, { ageMs: days(41) }),
    ),
    demoLink('cli/工具\u202Efdp.exe', 'cli/2.14.0/manual.pdf', {
      ...at3d,
      headers: { contentType: 'application/pdf' },
    }),
    demoLink('install.sh', 'cli/2.14.0/install.sh', {
      ...at3d,
      acl: 'public-read',
      headers: { contentEncoding: 'gzip' },
    }),
  ];
}

const isText = (file: string): boolean => ['CHANGELOG.md', 'VERSION', 'install.sh'].includes(file);

/** The nine names of a channel folder and where each leads, with the version swapped out of the names. */
export function pointerFiles(name: string): [string, string][] {
  const fixed = ['CHANGELOG.md', 'VERSION', 'install.sh', 'manual.pdf', 'setup.exe'];
  return [
    ...fixed.map((file): [string, string] => [file, `cli/${name}/${file}`]),
    ...platforms.map((platform): [string, string] => [
      `cli-${platform}`,
      `cli/${name}/cli-${name}-${platform}`,
    ]),
  ];
}

const languages = ['dotnet', 'go', 'java', 'node', 'php', 'python', 'rust'];

/** Seven libraries with eight files each, and two more names for the list of channels. */
function sdk(): DemoEntry[] {
  const files = [
    'LICENSE.txt',
    'README.md',
    'checksums.txt',
    'docs.zip',
    'examples.zip',
    'sdk.tar.gz',
    'sdk.zip',
    'sources.tar.gz',
  ];
  return [
    ...languages.flatMap((language, i) =>
      files.flatMap((file, j): DemoEntry[] => {
        const key = `sdk/${language}/1.${i + 2}.0/${file}`;
        const size =
          file.endsWith('.txt') || file.endsWith('.md') ? (j + 3) * kib : (i + 2) * (j + 1) * 9 * kib;
        return [
          demoObject(key, { size }, { ageMs: days(20 + i) }),
          demoLink(`sdk/${language}/latest/${file}`, key, { ageMs: days(20 + i) }),
        ];
      }),
    ),
    demoLink('sdk/channels-v1.json', 'cli/channels.json', { ageMs: days(3) }),
    demoLink('sdk/channels.json', 'cli/channels.json', { ageMs: days(3) }),
  ];
}

/** Twenty chapters of seven pages: `docs/current/` follows `docs/2.14/`. */
function docs(): DemoEntry[] {
  const pages = ['commands', 'examples', 'faq', 'index', 'limits', 'setup', 'upgrade'];
  return Array.from({ length: 20 }, (_, i) => String(i + 1).padStart(2, '0')).flatMap((chapter) =>
    pages.flatMap((page): DemoEntry[] => {
      const file = `${chapter}/${page}.html`;
      const body = `<!doctype html><title>Chapter ${chapter}: ${page}</title><p>How the tool does it, version 2.14.</p>\n`;
      return [
        demoObject(`docs/2.14/${file}`, body, { ageMs: days(3) }),
        demoLink(`docs/current/${file}`, `docs/2.14/${file}`, { ageMs: days(3) }),
      ];
    }),
  );
}
