/** One remembered choice of the reader, kept in the browser. Storage may be switched off: then it lasts as long as the page. */
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
  return {
    get: () => current,
    set: (value) => {
      current = value;
      writeStorage(storageKey, value);
      for (const listener of listeners) listener();
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
