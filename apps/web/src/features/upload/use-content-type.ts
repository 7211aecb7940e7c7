import { decodeText } from '@signpost/link-model/text';
import { maxUpload } from '@signpost/api-contract';
import { useEffect, useState } from 'react';

/**
 * The type a file is to be stored with: what the browser says of it, for a text with the encoding its bytes are in.
 * What is typed by hand stays.
 */
export function useContentType(file: File | undefined): [string, (type: string) => void] {
  const [typed, setTyped] = useState<{ file: File | undefined; type: string }>();
  const [found, setFound] = useState<{ file: File; type: string }>();
  useEffect(() => {
    if (file === undefined || !/^text\//i.test(file.type) || file.size > maxUpload) return;
    const look = async (): Promise<void> => {
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      if ('charset' in text) setFound({ file, type: `${file.type}; charset=${text.charset}` });
    };
    // A file that cannot be read fails when it is sent.
    look().catch(() => {});
  }, [file]);
  const type =
    typed?.file === file
      ? typed?.type
      : found?.file === file && found !== undefined
        ? found.type
        : file?.type;
  return [type ?? '', (next) => setTyped({ file, type: next })];
}
