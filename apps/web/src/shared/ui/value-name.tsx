import { useValueNames } from '../hooks/use-value-names.ts';

/** The name of a storage class in the reader's language. */
export function ClassName({ value }: { value: string }) {
  return useValueNames().storageClass(value);
}

/** The name of an ACL in the reader's language. */
export function AclName({ value }: { value: string }) {
  return useValueNames().acl(value);
}
