import { useId, useRef, type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { toComboboxAction } from './combobox-keys.ts';
import { ComboboxOptions, toOptionId } from './combobox-options.tsx';
import { ComboboxPopup } from './combobox-popup.tsx';
import { controlClass } from './control-class.ts';
import { FieldFrame } from './text-field.tsx';
import { usePasteCheck } from './use-paste-check.ts';
import { noOption, useOptionList } from './use-option-list.ts';

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
  /** Comes first; a key whose default it prevents is left alone. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onFocus?: (event: FocusEvent<HTMLInputElement>) => void;
  pending?: boolean;
  /** Nothing is left to propose: the list stays closed. */
  listClosed?: boolean;
  /** Stands above the proposals: how many there are, what went wrong. */
  status?: ReactNode;
  placeholder?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  autoFocus?: boolean;
  inputClassName?: string;
  className?: string;
}

/**
 * A text field with proposals from the server; any text may be typed. Our own and not Base UI's, which hides the rest
 * of the page from assistive technology while the list is open, controls that can be reached by Tab included.
 */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { t } = useTranslation();
  const { items, toText, value, status, pending = false } = props;
  const listId = useId();
  const paste = usePasteCheck();
  const ownRef = useRef<HTMLInputElement>(null);
  const inputRef = props.inputRef ?? ownRef;
  const { open, marked, show, close } = useOptionList(props.listClosed !== true);
  const markedItem = open ? items[marked] : undefined;
  const note =
    pending && items.length === 0
      ? t('state.loading')
      : (status ?? (items.length === 0 ? t('state.noMatches') : null));

  const pick = (item: Item): void => {
    close();
    (props.onPick ?? ((picked: Item) => props.onValueChange(toText(picked))))(item);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    props.onKeyDown?.(event);
    if (event.defaultPrevented) return;
    const action = toComboboxAction(event, { open, marked, count: items.length });
    if (action === undefined) return;
    if (action.kind === 'enter') {
      if (markedItem === undefined && props.onEnter === undefined) return;
      event.preventDefault();
      if (markedItem === undefined) props.onEnter?.(value);
      else pick(markedItem);
      return;
    }
    event.preventDefault();
    if (action.kind === 'close') {
      // The list takes this Esc; the window around it gets the next one.
      event.stopPropagation();
      close();
    } else {
      show(action.to);
    }
  };

  return (
    <FieldFrame
      className={props.className}
      error={paste.refused ? t('field.lineBreaks') : props.error}
      hint={props.hint}
      label={props.label}
      {...(props.labelHidden === undefined ? {} : { labelHidden: props.labelHidden })}
    >
      {({ id, describedBy, invalid }) => (
        <>
          <input
            aria-activedescendant={markedItem === undefined ? undefined : toOptionId(listId, marked)}
            aria-autocomplete="list"
            aria-controls={open ? listId : undefined}
            aria-describedby={describedBy}
            aria-expanded={open}
            aria-haspopup="listbox"
            aria-invalid={invalid || undefined}
            autoCapitalize="none"
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the caller opens this field because somebody asked for it
            autoFocus={props.autoFocus}
            className={cx(controlClass, 'touch-target h-8 font-mono text-13', props.inputClassName)}
            id={id}
            onBlur={close}
            onChange={(event) => {
              paste.forget();
              show(noOption);
              props.onValueChange(event.target.value);
            }}
            onClick={() => show()}
            onFocus={props.onFocus}
            onKeyDown={onKeyDown}
            onPaste={paste.onPaste}
            placeholder={props.placeholder}
            ref={inputRef}
            role="combobox"
            spellCheck={false}
            type="text"
            value={value}
          />
          {open && (
            <ComboboxPopup anchor={inputRef} busy={pending}>
              <output className="block text-12 text-ink-3">
                {note !== null && <span className="block px-2.5 py-1.5">{note}</span>}
              </output>
              <ComboboxOptions
                id={listId}
                items={items}
                label={props.label}
                marked={marked}
                onPick={pick}
                renderItem={props.renderItem}
                toText={toText}
              />
            </ComboboxPopup>
          )}
        </>
      )}
    </FieldFrame>
  );
}
