import type { Plan } from '@signpost/api-contract';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { UsageError } from './failures.ts';
import { countWrites } from './plan-text.ts';
import { toJson } from './visible.ts';

/** What `plan --out` keeps: which plan it was, and exactly which content of it was reviewed. */
const planFileSchema = z.object({
  signpost: z.literal('plan'),
  version: z.literal(1),
  server: z.string(),
  connection: z.string(),
  bucket: z.string(),
  plan: z.string(),
  number: z.number(),
  revision: z.string(),
  writes: z.number(),
});
export type PlanFile = z.infer<typeof planFileSchema>;

/** Longer than any plan file. */
const maxBytes = 64 * 1024;

export function toPlanFile(server: string, plan: Plan): PlanFile {
  const { connection, bucket, id, number, revision } = plan;
  const writes = countWrites(plan);
  return { signpost: 'plan', version: 1, server, connection, bucket, plan: id, number, revision, writes };
}

/** @throws UsageError where the file cannot be written */
export async function writePlanFile(folder: string, name: string, file: PlanFile): Promise<void> {
  await writeText(folder, name, `${toJson(file, 2)}\n`);
}

/** @throws UsageError where it is not there, or no plan file */
export async function readPlanFile(folder: string, name: string): Promise<PlanFile> {
  const bytes = await readBytes(folder, name);
  let value: unknown;
  try {
    value = bytes.length > maxBytes ? undefined : JSON.parse(bytes.toString('utf8'));
  } catch {
    // Said below.
  }
  const result = planFileSchema.safeParse(value);
  if (!result.success) throw new UsageError(`${name} is no file that signpost plan --out has written.`);
  return result.data;
}

/** @throws UsageError */
export async function readBytes(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path.resolve(folder, name));
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${toReason(error)}.`);
  }
}

/** @throws UsageError */
export async function writeText(folder: string, name: string, text: string): Promise<void> {
  try {
    await writeFile(path.resolve(folder, name), text);
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${toReason(error)}.`);
  }
}

/** Why a file cannot be used, in one line. */
export function toReason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    ENOENT: 'it does not exist',
    EACCES: 'it may not be opened',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
  };
  return known[code ?? ''] ?? code ?? 'unknown error';
}
