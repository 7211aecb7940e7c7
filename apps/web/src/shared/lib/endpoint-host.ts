/** Tells a connection's host (with port) from its endpoint, which may be written with or without a scheme. */
export function toEndpointHost(endpoint: string | undefined): string | undefined {
  const text = /^https?:\/\//i.test(endpoint ?? '') ? (endpoint ?? '') : `https://${endpoint ?? ''}`;
  return URL.canParse(text) ? new URL(text).host : undefined;
}
