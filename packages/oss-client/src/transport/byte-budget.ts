/** Bounds how many bytes of answers are held in memory at a time, over all calls of a client. */
export interface ByteBudget {
  /** @returns `false`, with nothing taken, where that many would be too many */
  take(bytes: number): boolean;
  giveBack(bytes: number): void;
}

export function createByteBudget(most: number): ByteBudget {
  let held = 0;
  return {
    take(bytes) {
      if (held + bytes > most) return false;
      held += bytes;
      return true;
    },
    giveBack(bytes) {
      held -= bytes;
    },
  };
}
