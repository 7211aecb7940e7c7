/** The filter behind an address of the list. */
export function toChangeFilter(shown: { bucket?: string; cursor?: string; group?: string }): {
  bucket?: string;
  cursor?: string;
  group?: string;
} {
  const { bucket, cursor, group } = shown;
  return {
    ...(bucket === undefined ? {} : { bucket }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(group === undefined ? {} : { group }),
  };
}
