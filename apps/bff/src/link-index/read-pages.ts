const pageSize = 10_000;

/** Pages of something that is stored in key order, to the last one. */
export async function* readPages<T extends { key: string }>(
  read: (page: { after: string; limit: number }) => Promise<T[]>,
): AsyncGenerator<T[]> {
  let after = '';
  for (;;) {
    const page = await read({ after, limit: pageSize });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.key;
  }
}
