import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderSize, inMegabytes } from './folder-size.mjs';
import { installState } from './install-state.mjs';
import { SetupError } from './setup-error.mjs';
import { withoutSecrets } from './without-secrets.mjs';

/**
 * Installs with the pinned pnpm unless the last install still holds; then nothing is run, so it works offline.
 * @param {{ root: string, say: (line: string) => void }} options
 */
export async function installIfNeeded({ root, say }) {
  const stampFile = path.join(root, 'node_modules', '.signpost-install.json');
  const wanted = installState(root);
  if (isCurrent(stampFile, wanted)) return;

  const version = pinnedPnpm(root);
  const began = performance.now();
  say(
    `Installing dependencies with pnpm ${version} (from the npm registry; only when the lockfile changes) …`,
  );
  // A half-done install must not pass for a whole one.
  rmSync(stampFile, { force: true });
  const { code, output } = await runPnpm({ root, version, args: ['install', '--frozen-lockfile'] });
  if (code !== 0) throw new SetupError(explain({ version, code, output }));

  writeFileSync(stampFile, `${JSON.stringify(installState(root), null, 2)}\n`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const size = inMegabytes(folderSize(path.join(root, 'node_modules')));
  say(`Installed ${countPackages(root)} packages, ${size}, in ${seconds} s.`);
}

/** @param {string} stampFile @param {Record<string, unknown>} wanted */
function isCurrent(stampFile, wanted) {
  if (!existsSync(stampFile)) return false;
  try {
    return readFileSync(stampFile, 'utf8').trim() === JSON.stringify(wanted, null, 2);
  } catch {
    return false;
  }
}

/** @param {string} root */
function pinnedPnpm(root) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return manifest.devEngines.packageManager.version;
}

/**
 * @param {{ root: string, version: string, args: string[] }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
function runPnpm({ root, version, args }) {
  // node_modules/.bin holds the Node that is about to be replaced: pnpm must not run on it.
  const bin = path.join(root, 'node_modules', '.bin');
  const searchPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => path.resolve(entry) !== bin);
  const child = spawn('npx', ['--yes', `pnpm@${version}`, ...args], {
    cwd: root,
    env: {
      ...withoutSecrets(process.env),
      PATH: searchPath.join(path.delimiter),
      // Keeps pnpm from asking questions nobody sees.
      CI: 'true',
      // `npm start --silent` would hand its silence down, and with it the reason of a failure.
      npm_config_loglevel: 'error',
      // Without a network npm would try for over a minute before it says so.
      npm_config_fetch_retry_mintimeout: '1000',
      npm_config_fetch_retry_maxtimeout: '5000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, output: `${output}\n${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {{ version: string, code: number, output: string }} failure */
function explain({ version, code, output }) {
  const tail = output.trim().split('\n').slice(-12).join('\n');
  return `${tail}\n\nInstalling failed: ${reason(version, output)} (pnpm ${version} ended with code ${code}; its last lines are above).`;
}

/** @param {string} version @param {string} output */
function reason(version, output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'the npm registry cannot be reached. Check the network or the proxy (`npm config get registry`) and run the command again';
  }
  if (/OUTDATED_LOCKFILE/.test(output)) {
    return `pnpm-lock.yaml does not match a package.json. Run \`npx pnpm@${version} install\` and commit the lockfile`;
  }
  if (/ENOSPC/.test(output)) return 'the disk is full. About 900 MB are needed';
  if (/EACCES|EPERM/.test(output)) return 'this folder may not be written to';
  if (/ENOENT.*npx|npx.*ENOENT/.test(output)) return '`npx` was not found; it comes with npm';
  return 'see the messages above, then run the command again';
}

/** @param {string} root */
function countPackages(root) {
  const store = path.join(root, 'node_modules', '.pnpm');
  return existsSync(store) ? readdirSync(store).filter((name) => name.includes('@')).length : 0;
}
