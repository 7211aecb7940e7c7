import type { Finding } from '@signpost/link-model/write';

/** A real object goes: a link takes its place, or nothing does. */
export type ObjectLoss = Finding & { code: 'replaces-object' | 'deletes-object' };

export function isObjectLoss(finding: Finding): finding is ObjectLoss {
  return finding.code === 'replaces-object' || finding.code === 'deletes-object';
}

/** The object that a write takes away; of two, the one that has to be proven. */
export function findObjectLoss(findings: readonly Finding[]): ObjectLoss | undefined {
  const losses = findings.filter(isObjectLoss);
  return losses.find(({ level }) => level === 'prove') ?? losses[0];
}
