import { toVisibleRuns, type VisibleOptions } from '@signpost/link-model/text';
import { Fragment } from 'react';

/** Hostile text as text: what cannot be seen is written out as a small escape such as `‹U+202E›`. A piece names what is around it. */
export function VisibleText({ text, ...options }: { text: string } & VisibleOptions) {
  // The runs of one text never change places, so their index is their identity.
  return toVisibleRuns(text, options).map((run, index) =>
    run.escape === undefined ? (
      <Fragment key={index}>{run.text}</Fragment>
    ) : (
      // A box of its own: where text is cut short, an escape goes as a whole.
      <span className="inline-block rounded-sm bg-caution-soft px-px text-caution" key={index}>
        ‹{run.escape}›
      </span>
    ),
  );
}
