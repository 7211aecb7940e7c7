import { getSymlink, isOssServiceError, type OssClient } from '@signpost/oss-client';
import pMap from 'p-map';

/** A link, and where it leads; without a target where that may not be read. */
export interface ReadLink {
  key: string;
  target?: string | undefined;
}

const inFlight = 16;
const pageSize = 500;

interface ReadCase {
  bucket: string;
  keys: readonly string[];
  signal?: AbortSignal | undefined;
}

/** GetSymlink for each key: a list never says where a link leads. What is no link, or gone, is left out. */
export async function readTargetsOf(
  client: OssClient,
  { bucket, keys, signal }: ReadCase,
): Promise<ReadLink[]> {
  const read = async (key: string): Promise<ReadLink | undefined> => {
    try {
      return { key, target: (await getSymlink(client, { bucket, key, signal })).target };
    } catch (error) {
      if (isOssServiceError(error, 'AccessDenied')) return { key };
      if (isOssServiceError(error, 'NotSymlink', 'NoSuchKey', 'NotFound')) return undefined;
      throw error;
    }
  };
  const found = await pMap(keys, read, { concurrency: inFlight, signal });
  return found.filter((one) => one !== undefined);
}

/** The same, page by page in the order of the keys. */
export async function* readLinks(
  client: OssClient,
  { keys, ...where }: ReadCase,
): AsyncGenerator<ReadLink[]> {
  for (let at = 0; at < keys.length; at += pageSize)
    yield await readTargetsOf(client, { ...where, keys: keys.slice(at, at + pageSize) });
}
