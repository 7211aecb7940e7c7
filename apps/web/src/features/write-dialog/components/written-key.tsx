import { toVisibleText } from '@signpost/link-model/text';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { VisibleText } from '../../../shared/ui/visible-text.tsx';

// More may need to be scrolled on a phone, and scrolling wants a stop for the keyboard.
const longest = 200;

/** What the dialog writes to: the bucket and the whole key, however long. Its title has room for a name only. */
export function WrittenKey({ bucket, objectKey }: { bucket: string; objectKey: string }) {
  const long = toVisibleText(objectKey).length > longest;
  return (
    <span
      className="block max-h-[22vh] overflow-y-auto overscroll-contain"
      {...(long ? { tabIndex: 0 } : {})}
    >
      <span className="font-mono break-all text-ink-3" dir="ltr">
        <VisibleText text={bucket} />
        {' / '}
      </span>
      <KeyText fit="wrap" value={objectKey} />
    </span>
  );
}
