/** Longer ones would not fit into the state that goes to the identity provider and back. */
const longest = 1000;

/** A path of this console to go on to, whatever is asked for. @param origin address of the console, without its last slash */
export function toOwnPath(wanted: string | undefined, origin: string): string {
  const home = `${origin}/`;
  const basePath = new URL(home).pathname;
  const url = wanted?.startsWith('/') === true && wanted.length <= longest ? URL.parse(wanted, home) : null;
  const isOwn = url !== null && url.origin === new URL(home).origin && url.pathname.startsWith(basePath);
  // A path that begins with two slashes names another host.
  if (!isOwn || url.pathname.startsWith('//')) return basePath;
  return `${url.pathname}${url.search}${url.hash}`;
}
