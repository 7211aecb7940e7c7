/** Compares keys as OSS orders them: by their bytes, not by code units, which differ for emoji. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
