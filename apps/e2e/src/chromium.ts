import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const e2eFolder = path.resolve(import.meta.dirname, '..');

/** Where package managers and installers put a browser that Playwright can drive. */
const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A browser that is only to visit this machine has nobody else to talk to. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * How to launch Chromium here: `CHROMIUM_PATH`, else one the system has, else one Playwright has downloaded, else the
 * one that comes inside an npm package, which needs neither root nor another download host.
 * `SIGNPOST_BUNDLED_CHROMIUM=1` takes the last straight away.
 *
 * Playwright itself switches Chromium's sandbox off unless told otherwise, so this works as root and in containers.
 */
export function chromiumLaunchOptions(env: NodeJS.ProcessEnv = process.env): LaunchOptions {
  if (env['SIGNPOST_BUNDLED_CHROMIUM'] === '1') return bundledChromium(env);
  const chosen = env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return { executablePath: chosen, args: quiet };
    throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  }
  const present = [...systemBrowsers, chromium.executablePath()].find((file) => existsSync(file));
  return present === undefined ? bundledChromium(env) : { executablePath: present, args: quiet };
}

/**
 * The package's own default arguments are never used: they switch web security off, and with it what the tests are
 * to prove.
 */
function bundledChromium(env: NodeJS.ProcessEnv): LaunchOptions {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chromium was found, and the npm package brings none for ${process.platform}-${process.arch}: install one, or name it in CHROMIUM_PATH.`,
    );
  }
  const folder = unpacked();
  const executablePath = path.join(folder, 'chromium');
  const surroundings: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined) surroundings[name] = value;
  // A bare Linux has neither fonts nor the libraries of a desktop; both come in the package.
  if (!existsSync('/etc/fonts/fonts.conf')) surroundings['FONTCONFIG_PATH'] = path.join(folder, 'fonts');
  if (spawnSync(executablePath, ['--version'], { stdio: 'ignore' }).status !== 0) {
    const libraries = path.join(folder, 'al2023', 'lib');
    surroundings['LD_LIBRARY_PATH'] = [libraries, surroundings['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  }
  return { executablePath, env: surroundings, args: quiet };
}

/** Unpacks once per version, beside and then into place, so that a cut-off attempt is not taken for a browser. */
function unpacked(): string {
  const packageFolder = path.join(e2eFolder, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.resolve(e2eFolder, '../../.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const beside = `${folder}.${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  // The package unpacks into the system's temporary folder and takes what lies there for its own: give it one.
  const unpack = `
    import chromium, { inflate } from '@sparticuz/chromium';
    await chromium.executablePath();
    await inflate(${JSON.stringify(path.join(packageFolder, 'bin/al2023.tar.br'))});
  `;
  execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: e2eFolder,
    env: { ...process.env, TMPDIR: beside },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    renameSync(beside, folder);
  } catch (error) {
    // Another process was faster; its copy is as good.
    if (!existsSync(folder)) throw error;
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}
