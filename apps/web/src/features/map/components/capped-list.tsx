import { useEffect, useRef, useState, type Key, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';

interface CappedListProps<Item> {
  items: readonly Item[];
  toKey: (item: Item) => Key;
  className: string;
  itemClassName?: string;
  children: (item: Item) => ReactNode;
}

/** Items before the rest has to be asked for. */
const most = 50;

/** A list that begins with its first items and shows the others on request: a map has hundreds of groups. */
export function CappedList<Item>({
  items,
  toKey,
  className,
  itemClassName,
  children,
}: CappedListProps<Item>) {
  const { t } = useTranslation('map');
  const [all, setAll] = useState(false);
  const next = useRef<HTMLLIElement>(null);
  // The button that had the focus is gone: the list goes on where it stood.
  useEffect(() => {
    if (all) next.current?.focus();
  }, [all]);
  return (
    <ul className={className}>
      {(all ? items : items.slice(0, most)).map((item, index) => (
        <li
          className={itemClassName}
          key={toKey(item)}
          {...(index === most ? { ref: next, tabIndex: -1 } : {})}
        >
          {children(item)}
        </li>
      ))}
      {!all && items.length > most && (
        <li>
          <Button onClick={() => setAll(true)} size="small" variant="quiet">
            {t('panel.showAll', { count: items.length })}
          </Button>
        </li>
      )}
    </ul>
  );
}
