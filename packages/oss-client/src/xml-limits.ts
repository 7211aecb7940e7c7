import type { XmlLimits } from '@signpost/oss-protocol';

/** Any document but a list: settings of a bucket or an object. */
export const DOCUMENT_LIMITS: XmlLimits = { length: 1024 * 1024, depth: 16, elements: 20_000 };

/**
 * A page of 1,000 entries. Each holds a key of 1,023 bytes, escaped to three times that, and some 500 bytes more in up
 * to fifteen elements: 3.6 MB at most.
 */
export const LIST_LIMITS: XmlLimits = { length: 8 * 1024 * 1024, depth: 16, elements: 40_000 };
