/** A short message with at most one action, such as an undo. Only features call it; the network layer knows nothing of toasts. */
export interface ToastMessage {
  title: string;
  detail?: string;
  action?: { label: string; run: () => void };
  /** Milliseconds; 10 s unless told otherwise. 0 stays until dismissed. */
  lasts?: number;
}

export interface ShownToast extends ToastMessage {
  id: number;
}

type Listener = () => void;

const listeners = new Set<Listener>();
let shown: readonly ShownToast[] = [];
let nextId = 1;

function publish(next: readonly ShownToast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a toast; at most three are kept. Returns what takes it away again. */
export function showToast(message: ToastMessage): () => void {
  const id = nextId++;
  publish([...shown, { ...message, id }].slice(-3));
  return () => dismissToast(id);
}

export function dismissToast(id: number): void {
  publish(shown.filter((toast) => toast.id !== id));
}

export const toastStore = {
  get: (): readonly ShownToast[] => shown,
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
