import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import type { AddressRule } from '../oss-client.ts';

/** A connection to an address that is not allowed; nothing was sent. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';

class AddressRefused extends Error {
  readonly code = ADDRESS_REFUSED;
}

/**
 * Resolves names, and gives only the addresses that are allowed: what was checked is what is connected to, so a name
 * that leads elsewhere a moment later gains nothing.
 */
export function createCheckedLookup(allows: AddressRule): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const allowed = found.filter(({ address }) => allows(address, host));
      const [first] = allowed;
      if (first === undefined) callback(new AddressRefused(host), '', 0);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** Whether an origin names an address that is not allowed: no name is looked up for it. */
export function isRefusedOrigin(origin: string, allows: AddressRule): boolean {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !allows(host, host);
}
