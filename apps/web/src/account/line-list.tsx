import { useRef, type ReactNode } from 'react';
import { Button, IconButton } from '../shared/ui/button.tsx';

interface LineListProps<T extends { id: number }> {
  legend: string;
  text: string;
  lines: readonly T[];
  /** A line that is added, but for its id. */
  empty: Omit<T, 'id'>;
  onLines: (lines: readonly T[]) => void;
  add: string;
  removeName: (number: number) => string;
  children: (line: T, index: number, set: (members: Partial<T>) => void) => ReactNode;
}

/** Lines of a few fields each that can be added and removed. */
export function LineList<T extends { id: number }>({
  legend,
  text,
  lines,
  empty,
  onLines,
  add,
  removeName,
  children,
}: LineListProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const append = (): void => {
    const id = Math.max(-1, ...lines.map((line) => line.id)) + 1;
    onLines([...lines, { ...empty, id } as T]);
    // The new line is there after React has drawn it.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>(':scope > li:last-child input')?.focus(),
    );
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="float-left text-13 font-medium">{legend}</legend>
      <p className="-mt-2 text-12 text-ink-3">{text}</p>
      <ul className="flex flex-col gap-2 empty:hidden" ref={list}>
        {lines.map((line, index) => (
          <li
            className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border border-line p-3"
            key={line.id}
          >
            <div className="grid min-w-0 flex-1 basis-72 gap-3 sm:grid-cols-2">
              {children(line, index, (members) => onLines(lines.with(index, { ...line, ...members })))}
            </div>
            <IconButton
              className="ml-auto"
              icon="trash"
              label={removeName(index + 1)}
              onClick={() => {
                onLines(lines.toSpliced(index, 1));
                // Gone with its line, the button leaves the keyboard at the one that adds another.
                adder.current?.focus();
              }}
            />
          </li>
        ))}
      </ul>
      <Button className="self-start" icon="plus" onClick={append} ref={adder} size="small">
        {add}
      </Button>
    </fieldset>
  );
}
