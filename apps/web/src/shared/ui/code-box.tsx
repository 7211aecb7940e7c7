import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

interface CodeBoxProps {
  /** The lines as they are shown; those that are too long are broken, not cut. */
  text: string;
  /** What is copied, for the name of the button: "ossutil line". */
  what: string;
  /** What is copied, where that is not what is shown. */
  copied?: string;
  /** Says why there is no text. */
  empty?: string;
  /** Stands above the lines, such as a choice between several. */
  head?: ReactNode;
  /** Stands below the lines. */
  note?: ReactNode;
}

/** Lines for a terminal or a program, with a button that copies them whole. More than a dozen scroll. */
export function CodeBox({ text, what, copied = text, empty, head, note }: CodeBoxProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-md border border-line bg-surface-0 p-2 text-12">
      {head}
      <div className="flex items-start gap-1">
        <Lines text={text === '' && empty !== undefined ? empty : text} />
        {/* What is said of one text is not true of the next one in its place. */}
        {copied !== '' && <CopyButton key={copied} text={copied} what={what} />}
      </div>
      {note !== undefined && <div className="text-ink-3">{note}</div>}
    </div>
  );
}

function Lines({ text }: { text: string }) {
  const ref = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    const lines = ref.current!;
    // Lines that scroll have to be reached by keyboard; others are no stop for Tab.
    const observer = new ResizeObserver(() => {
      if (lines.scrollHeight > lines.clientHeight) lines.tabIndex = 0;
      else lines.removeAttribute('tabindex');
    });
    observer.observe(lines);
    observer.observe(lines.firstElementChild!);
    return () => observer.disconnect();
  }, []);
  return (
    <pre className="max-h-56 min-w-0 flex-1 overflow-auto text-ink-1 whitespace-pre-wrap" ref={ref}>
      <code className="inline-block font-mono wrap-anywhere">{text}</code>
    </pre>
  );
}
