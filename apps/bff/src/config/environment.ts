import { readFileSync } from 'node:fs';
import { SetupError } from './setup-error.ts';

/** Environment variables as Node hands them over; read once, at start. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable without the blanks around it; undefined where it is not set, or empty. */
export function readText(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** The text of a file that a variable names. Throws {@link SetupError} that names both. */
export function readNamedFile(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SetupError(
      `${variable}=${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
    );
  }
}
