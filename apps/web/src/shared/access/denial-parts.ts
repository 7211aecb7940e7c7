import type * as FindDenial from './find-denial.ts';
import { needProblemTexts } from '../api/problem-texts.ts';

/** What tells why something is denied: loaded only for people whose rights are limited. */
let parts: typeof FindDenial | undefined;

export const denialParts = () => parts;

/** Has the rules of grants and their texts ready. Without them nothing is denied here: the server decides. */
export async function needDenials(): Promise<void> {
  try {
    [parts] = await Promise.all([import('./find-denial.ts'), needProblemTexts()]);
  } catch {
    // As if all were allowed: each request is decided anyway.
  }
}
