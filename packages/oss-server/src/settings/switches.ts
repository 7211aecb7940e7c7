import { optionalText } from '@signpost/oss-protocol';

import { createXmlSettingReader } from './read-setting.ts';

const isOn = (name: string) => (root: Parameters<typeof optionalText>[0]) =>
  optionalText(root, name) === 'true';

/** Public ACLs are ignored, and new ones refused. */
export const blocksPublicAccess = createXmlSettingReader('publicAccessBlock', isOn('BlockPublicAccess'));

/** Archive (not the colder classes) reads without restore. */
export const readsArchiveDirectly = createXmlSettingReader('bucketArchiveDirectRead', isOn('Enabled'));
