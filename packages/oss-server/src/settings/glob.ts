/**
 * Whether a text matches a pattern in which `*` stands for any text and `?` for one character. Takes time
 * in proportion to the product of the two lengths at most: after a mismatch only the last `*` is stretched.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const wanted = [...pattern];
  const given = [...text];
  let at = 0;
  let star = -1;
  let starredTo = 0;
  for (let index = 0; index < given.length;) {
    if (wanted[at] === '*') {
      star = at;
      starredTo = index;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      starredTo += 1;
      index = starredTo;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((rest) => rest === '*');
}
