import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Bytes of all files under a folder; symbolic links are not followed.
 * @param {string} folder
 * @returns {number}
 */
export function folderSize(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += folderSize(file);
    else if (entry.isFile()) bytes += lstatSync(file).size;
  }
  return bytes;
}

/** @param {number} bytes */
export function inMegabytes(bytes) {
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
