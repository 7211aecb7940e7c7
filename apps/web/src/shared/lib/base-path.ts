/** The path below which the console is served, with a slash at both ends. The server writes it into the page. */
export function getBasePath(): string {
  if (typeof document === 'undefined') return '/';
  return document.querySelector<HTMLMetaElement>('meta[name="base-path"]')?.content ?? '/';
}
