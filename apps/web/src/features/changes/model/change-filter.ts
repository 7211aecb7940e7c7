/** The question behind an address of the list. Changes that were made together follow one another, whatever else the list is narrowed to. */
export function toChangeFilter(shown: { bucket?: string; cursor?: string; group?: string }): {
  bucket?: string;
  cursor?: string;
  from?: string;
} {
  const { bucket, cursor, group } = shown;
  if (group !== undefined) return { from: group };
  return { ...(bucket === undefined ? {} : { bucket }), ...(cursor === undefined ? {} : { cursor }) };
}
