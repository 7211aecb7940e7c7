import { childrenOf, optionalText } from '@signpost/oss-protocol';

import { createXmlSettingReader } from './read-setting.ts';

/** "Prevent file overwrite": keys with this prefix and suffix may be made, not replaced. */
export interface OverwriteRule {
  prefix: string;
  suffix: string;
  /** Account ids it binds; empty binds everybody. */
  principals: string[];
}

/** The bucket's overwrite rules. */
export const readOverwriteRules = createXmlSettingReader('overwriteConfig', (root): OverwriteRule[] =>
  childrenOf(root, 'Rule').map((rule) => ({
    prefix: optionalText(rule, 'Prefix') ?? '',
    suffix: optionalText(rule, 'Suffix') ?? '',
    principals: childrenOf(rule, 'Principals').flatMap((list) =>
      childrenOf(list, 'Principal').map(({ text }) => text),
    ),
  })),
);

/** Whether a rule keeps `uid` from replacing `key`. */
export function forbidsReplacing(
  rules: readonly OverwriteRule[],
  key: string,
  uid: string | undefined,
): boolean {
  return rules.some(
    ({ prefix, suffix, principals }) =>
      key.startsWith(prefix) &&
      key.endsWith(suffix) &&
      (principals.length === 0 ||
        principals.includes('*') ||
        (uid !== undefined && principals.includes(uid))),
  );
}
