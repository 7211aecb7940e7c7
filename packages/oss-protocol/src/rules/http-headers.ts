/** The HTTP headers that OSS stores on an object and sends to readers; a link's readers get the link's own. */
export const httpHeaderNames = [
  'contentType',
  'contentEncoding',
  'contentDisposition',
  'contentLanguage',
  'cacheControl',
  'expires',
] as const;

/** One of {@link httpHeaderNames}. */
export type HttpHeaderName = (typeof httpHeaderNames)[number];

/** The names of {@link httpHeaderNames} in HTTP. */
export const headerNames = {
  contentType: 'Content-Type',
  contentEncoding: 'Content-Encoding',
  contentDisposition: 'Content-Disposition',
  contentLanguage: 'Content-Language',
  cacheControl: 'Cache-Control',
  expires: 'Expires',
} as const satisfies Record<HttpHeaderName, string>;

/** Stored headers of one object. Absent and empty differ: absent is not sent. */
export type HttpHeaders = Partial<Record<HttpHeaderName, string>>;
