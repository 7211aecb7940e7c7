const listeners = new Set<() => void>();

/** Lets other parts of the shell ask for the window of keys and help. */
export const helpRequests = {
  ask: (): void => {
    for (const listener of listeners) listener();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
