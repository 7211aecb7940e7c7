/** One remembered choice of the reader, kept in the browser and the same in all its tabs. Storage may be switched off: then it lasts as long as the page. */
export interface StoredChoice<T extends string> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

/** Keeps one of `values` under `signpost.<name>`; anything else found there counts as `fallback`. */
export function createStoredChoice<T extends string>(
  name: string,
  values: readonly T[] | ((text: string) => T | undefined),
  fallback: T,
): StoredChoice<T> {
  const storageKey = `signpost.${name}`;
  const parse = (text: string): T | undefined =>
    typeof values === 'function' ? values(text) : values.find((value) => value === text);
  const listeners = new Set<() => void>();
  let current = parse(readStorage(storageKey) ?? '') ?? fallback;
  const change = (value: T): void => {
    current = value;
    for (const listener of listeners) listener();
  };
  // Only other tabs cause this event.
  globalThis.addEventListener?.('storage', ({ key, newValue }) => {
    if (key === storageKey) change(parse(newValue ?? '') ?? fallback);
  });
  return {
    get: () => current,
    set: (value) => {
      writeStorage(storageKey, value);
      change(value);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readStorage(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function writeStorage(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows and full disks: the choice then ends with the page.
  }
}
