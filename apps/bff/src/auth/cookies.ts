/** The value of a cookie that a browser sent; undefined where there is none. */
export function findCookie(headers: Headers, name: string): string | undefined {
  return (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** A cookie that scripts do not get and that ends by itself, for the `Set-Cookie` header. */
export function toSetCookie(
  name: string,
  value: string,
  { seconds, sameSite, isSecure }: { seconds: number; sameSite: 'Lax' | 'Strict'; isSecure: boolean },
): string {
  const parts = [`${name}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', `SameSite=${sameSite}`];
  return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ');
}
