import { childrenOf, isStorageClass, optionalText } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import { fault } from '../pipeline/oss-fault.ts';

const MAX_RULES = 1000;

const LIFECYCLE_PARTS = new Set([
  'ID',
  'Prefix',
  'Status',
  'Tag',
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortMultipartUpload',
]);

/** A part of a rule that is not understood must not be skipped: it would delete more than was asked. */
export function checkLifecycle(root: XmlElement): void {
  const rules = childrenOf(root, 'Rule');
  if (rules.length === 0 || rules.length > MAX_RULES) throw fault('MalformedXML');
  for (const rule of rules) {
    const unknown = rule.children.find(({ name }) => !LIFECYCLE_PARTS.has(name));
    if (unknown !== undefined)
      throw fault('NotImplemented', {
        message: `${unknown.name} in a lifecycle rule is not implemented by this server.`,
      });
    const status = optionalText(rule, 'Status');
    if (status !== 'Enabled' && status !== 'Disabled') throw fault('MalformedXML');
    for (const action of rule.children.filter(({ children }) => children.length > 0)) {
      const days = optionalText(action, 'Days') ?? optionalText(action, 'NoncurrentDays');
      if (days !== undefined && !/^[1-9]\d{0,5}$/.test(days))
        throw fault('InvalidArgument', { details: { ArgumentName: 'Days', ArgumentValue: days } });
      const date = optionalText(action, 'CreatedBeforeDate') ?? optionalText(action, 'Date');
      if (date !== undefined && Number.isNaN(Date.parse(date))) throw fault('MalformedXML');
      const storageClass = optionalText(action, 'StorageClass');
      if (storageClass !== undefined && !isStorageClass(storageClass)) throw fault('MalformedXML');
      if (optionalText(action, 'IsAccessTime') === 'true')
        throw fault('NotImplemented', {
          message: 'Rules by access time are not implemented by this server.',
        });
    }
  }
}
