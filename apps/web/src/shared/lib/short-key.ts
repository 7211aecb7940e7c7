/** The target without the folders it shares with the key: what a reader needs in order to tell it from others. */
export function toRelativeTarget(key: string, target: string): string {
  let cut = 0;
  for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) {
    if (!target.startsWith(key.slice(0, at + 1))) break;
    cut = at + 1;
  }
  const rest = target.slice(cut);
  return rest === '' ? target : rest;
}

const longest = 44;

/** Cuts a long text in the middle; the end of a key tells more than its beginning. */
export function shorten(text: string, most = longest): string {
  const signs = Array.from(new Intl.Segmenter().segment(text), (part) => part.segment);
  if (signs.length <= most) return text;
  const head = Math.floor((most - 1) / 3);
  return `${signs.slice(0, head).join('')}…${signs.slice(signs.length - (most - 1 - head)).join('')}`;
}
