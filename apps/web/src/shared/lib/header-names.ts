import type { HttpHeaderName } from '@signpost/link-model';

/** HTTP headers of an object by the names that readers know. */
export const headerNames: Record<HttpHeaderName, string> = {
  contentType: 'Content-Type',
  contentEncoding: 'Content-Encoding',
  contentDisposition: 'Content-Disposition',
  contentLanguage: 'Content-Language',
  cacheControl: 'Cache-Control',
  expires: 'Expires',
};
