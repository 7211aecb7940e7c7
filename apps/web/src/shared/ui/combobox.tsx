import { Autocomplete } from '@base-ui/react/autocomplete';
import { useState, type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { controlClass } from './control-class.ts';
import { FieldFrame } from './text-field.tsx';

interface ComboboxProps<Item> {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  value: string;
  /** Every change of the text: typed, cleared, or taken over from an item. */
  onValueChange: (value: string) => void;
  /** Proposals for the present text, as the server gave them: nothing is filtered here. */
  items: readonly Item[];
  toText: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  /** An item was chosen by click or Enter. Without it the text is taken over by `onValueChange` alone. */
  onPick?: (item: Item) => void;
  /** Enter with nothing highlighted. */
  onEnter?: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  pending?: boolean;
  /** Nothing is left to propose: the list stays closed. */
  settled?: boolean;
  /** Stands above the proposals: how many there are, what went wrong. */
  status?: ReactNode;
  placeholder?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  autoFocus?: boolean;
  onFocus?: (event: FocusEvent<HTMLInputElement>) => void;
  inputClassName?: string;
  className?: string;
}

/** A text field with proposals from the server; any text may be typed. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const {
    label,
    labelHidden,
    hint,
    error,
    value,
    onValueChange,
    items,
    toText,
    renderItem,
    onPick,
    onEnter,
  } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const nothing = props.pending !== true && props.status === undefined && items.length === 0;
  return (
    <FieldFrame
      className={props.className}
      error={error}
      hint={hint}
      label={label}
      {...(labelHidden === undefined ? {} : { labelHidden })}
    >
      {({ id, describedBy, invalid }) => (
        <Autocomplete.Root
          filter={null}
          itemToStringValue={toText}
          items={items}
          mode="none"
          onOpenChange={setOpen}
          onValueChange={(next, details) => {
            const picked =
              details.reason === 'item-press' ? items.find((item) => toText(item) === next) : undefined;
            if (picked !== undefined && onPick !== undefined) onPick(picked);
            else onValueChange(next);
          }}
          open={open && props.settled !== true}
          openOnInputClick
          value={value}
        >
          <Autocomplete.Input
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            autoCapitalize="none"
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the caller opens this field because somebody asked for it
            autoFocus={props.autoFocus}
            className={cx(controlClass, 'touch-target h-8 font-mono text-13', props.inputClassName)}
            id={id}
            onFocus={props.onFocus}
            onKeyDown={(event) => {
              props.onKeyDown?.(event);
              if (event.defaultPrevented || event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              const highlighted = event.currentTarget.getAttribute('aria-activedescendant');
              if ((highlighted === null || highlighted === '') && onEnter !== undefined) {
                event.preventDefault();
                onEnter(event.currentTarget.value);
              }
            }}
            placeholder={props.placeholder}
            ref={props.inputRef}
            spellCheck={false}
          />
          <Autocomplete.Portal>
            <Autocomplete.Positioner align="start" className="z-50 outline-none" sideOffset={4}>
              <Autocomplete.Popup
                aria-busy={props.pending === true || undefined}
                className="w-(--anchor-width) max-w-(--available-width) min-w-64 overflow-hidden rounded-lg border border-line bg-surface-1 shadow-float"
              >
                <Autocomplete.Status className="text-12 text-ink-3">
                  {(props.pending === true || props.status !== undefined || nothing) && (
                    <span className="block px-2.5 py-1.5">
                      {props.pending === true && items.length === 0
                        ? t('state.loading')
                        : (props.status ?? (nothing ? t('state.noMatches') : null))}
                    </span>
                  )}
                </Autocomplete.Status>
                <Autocomplete.List className="max-h-[min(var(--available-height),20rem)] overflow-y-auto overscroll-contain p-1 empty:p-0">
                  {(item: Item) => (
                    <Autocomplete.Item
                      className="touch-target flex min-w-0 items-center gap-2 rounded-md px-2 py-1 text-13 outline-none select-none data-highlighted:bg-accent-soft"
                      key={toText(item)}
                      value={item}
                    >
                      {renderItem(item)}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
      )}
    </FieldFrame>
  );
}
