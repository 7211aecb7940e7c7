/** Where text goes: a terminal, a file or another program. */
export interface Output {
  write(text: string): void;
  isTerminal: boolean;
}

/** What the command takes from outside. */
export interface Terminal {
  stdout: Output;
  stderr: Output;
  /** All of standard input. */
  readInput: () => Promise<Uint8Array>;
  env: Readonly<Record<string, string | undefined>>;
  /** Folder against which file names are read. */
  folder: string;
  fetch: typeof fetch;
  /** Milliseconds. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Settles once somebody interrupts the command (Ctrl-C), which from the first call on does not end it by itself. */
  interrupted: () => Promise<void>;
}

/** What a pipeline reads from the exit code. */
export const exitCodes = {
  /** Nothing to do, or done. */
  done: 0,
  error: 1,
  /** Changes are planned and not written yet. */
  planned: 2,
  /** Somebody has to decide something first. */
  waiting: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
