import { useSyncExternalStore } from 'react';
import type { StoredChoice } from '../lib/stored-choice.ts';

/** Reads a remembered choice and follows its changes. */
export function useChoice<T extends string>(choice: StoredChoice<T>): T {
  return useSyncExternalStore(choice.subscribe, choice.get);
}
