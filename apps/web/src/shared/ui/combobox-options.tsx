import type { ReactNode } from 'react';

interface ComboboxOptionsProps<Item> {
  /** Of the list; the options have theirs from it. */
  id: string;
  /** Names the list where it is a text. */
  label: ReactNode;
  items: readonly Item[];
  /** Position of the option that keys have reached. */
  marked: number;
  toText: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
}

/** The id of one option, for the field that points at it. */
export function toOptionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The proposals of a combobox. The field keeps the focus and handles the keys. */
export function ComboboxOptions<Item>({
  id,
  label,
  items,
  marked,
  toText,
  renderItem,
  onPick,
}: ComboboxOptionsProps<Item>) {
  return (
    <div
      aria-label={typeof label === 'string' ? label : undefined}
      className="p-1 empty:p-0"
      id={id}
      role="listbox"
    >
      {items.map((item, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus and the keys
        <div
          aria-selected={index === marked}
          className="touch-target flex min-w-0 items-center gap-2 rounded-md px-2 py-1 text-13 select-none hover:bg-surface-2 aria-selected:bg-accent-soft"
          id={toOptionId(id, index)}
          key={toText(item)}
          onClick={() => onPick(item)}
          // The field keeps the focus: a proposal is taken, not visited.
          onMouseDown={(event) => event.preventDefault()}
          ref={index === marked ? scrollIntoList : undefined}
          role="option"
          tabIndex={-1}
        >
          {renderItem(item)}
        </div>
      ))}
    </div>
  );
}

function scrollIntoList(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
