/** Remembers, for as long as the page lives, which row was active in each folder: going back finds it again. */
interface LastRows {
  get: (place: string) => string | undefined;
  set: (place: string, id: string) => void;
}

function createLastRows(limit = 200): LastRows {
  const rows = new Map<string, string>();
  return {
    get: (place) => rows.get(place),
    set: (place, id) => {
      rows.delete(place);
      rows.set(place, id);
      const oldest = rows.keys().next();
      if (rows.size > limit && oldest.done !== true) rows.delete(oldest.value);
    },
  };
}

export const lastRows = createLastRows();
