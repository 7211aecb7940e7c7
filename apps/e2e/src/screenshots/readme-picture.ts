import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A picture everybody downloads with the repository has to be small. */
const mostBytes = 300_000;

/** Takes one of the pictures over into the documentation. */
export function takeReadmePicture({ from, to }: { from: string; to: string }): void {
  const { size } = statSync(from);
  if (size > mostBytes) throw new Error(`${from} has ${size} bytes, more than ${mostBytes}.`);
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}
