import type { ArchivedClass } from './restore-terms.ts';
import { OssRuleError } from './rule-error.ts';

/** The storage classes of OSS, warmest first. */
export const storageClasses = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const;

/** One of {@link storageClasses}. */
export type StorageClass = (typeof storageClasses)[number];

/** Whether a text names a storage class, in exactly this spelling. */
export function isStorageClass(text: string): text is StorageClass {
  return (storageClasses as readonly string[]).includes(text);
}

/** Whether objects of the class must be restored before they can be read. */
export function isArchivedClass(storageClass: string): storageClass is ArchivedClass {
  return storageClass === 'Archive' || storageClass === 'ColdArchive' || storageClass === 'DeepColdArchive';
}

/** @throws OssRuleError (`storageClass`, `unknown`) */
export function parseStorageClass(text: string): StorageClass {
  if (isStorageClass(text)) return text;
  throw new OssRuleError('storageClass', 'unknown', `A storage class is one of ${storageClasses.join(', ')}`);
}
