import { isObjectAcl, isStorageClass } from '@signpost/oss-protocol/rules';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Storage classes and ACLs as the vendor's console names them: `IA` is 低频访问, `public-read` 公共读. */
export interface ValueNames {
  /** One that is not known stays as OSS spells it. */
  storageClass: (value: string) => string;
  acl: (value: string) => string;
}

export function useValueNames(): ValueNames {
  const { t } = useTranslation('common');
  return useMemo(
    () => ({
      storageClass: (value) => (isStorageClass(value) ? t(`value.class.${value}`) : value),
      acl: (value) => (isObjectAcl(value) ? t(`value.acl.${value}`) : value),
    }),
    [t],
  );
}
