/** A piece of a text; `marked` pieces stood between `<n>` and `</n>`. */
export interface TextPart {
  text: string;
  marked: boolean;
}

/** Takes a translated sentence apart at its marks, so that a number in the middle of it can be a link. */
export function toTextParts(text: string): TextPart[] {
  return text
    .split(/<n>(.*?)<\/n>/)
    .map((part, index) => ({ text: part, marked: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
