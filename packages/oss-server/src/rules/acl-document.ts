import type { XmlContent } from '@signpost/oss-protocol';

import { ownerElement } from './owner-element.ts';

/** What is inside an `AccessControlPolicy`. */
export function aclContent(owner: string, grant: string): XmlContent {
  return [ownerElement(owner), ['AccessControlList', [['Grant', grant]]]];
}
