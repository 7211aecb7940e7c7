import type { XmlChild } from '@signpost/oss-protocol';

/** `Owner{ID DisplayName}`; some clients fail without it. */
export function ownerElement(uid: string): XmlChild {
  return [
    'Owner',
    [
      ['ID', uid],
      ['DisplayName', uid],
    ],
  ];
}
