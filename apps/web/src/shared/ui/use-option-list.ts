import { useState } from 'react';

/** Position of the marked option where none is. */
export const noOption = -1;

interface OptionList {
  open: boolean;
  /** Position of the option that keys have reached. */
  marked: number;
  /** Opens the list, and marks an option where one is given. */
  show: (marked?: number) => void;
  close: () => void;
}

/** Whether the list of a combobox is open, and which of its options is marked. `enabled`: there is something to show. */
export function useOptionList(enabled: boolean): OptionList {
  const [wanted, setWanted] = useState(false);
  const [marked, setMarked] = useState(noOption);
  return {
    open: wanted && enabled,
    marked,
    show: (next) => {
      setWanted(true);
      if (next !== undefined) setMarked(next);
    },
    close: () => {
      setWanted(false);
      setMarked(noOption);
    },
  };
}
