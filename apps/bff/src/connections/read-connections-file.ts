import { connectionBodySchema, type ConnectionBody, type Problem } from '@signpost/api-contract';
import type * as z from 'zod/mini';
import { parseDocument, type Document } from 'yaml';
import type { ConnectionSpec } from '../config/config.ts';
import { readNamedFile, readText, type Environment } from '../config/environment.ts';
import { SetupError } from '../config/setup-error.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { createAddressGuard } from './address-guard.ts';
import { checkSettings } from './check-settings.ts';
import { toSpec } from './to-spec.ts';

const variable = 'SIGNPOST_CONNECTIONS_FILE';

/** Members that name where a secret lies instead of holding it. */
const references = ['accessKeySecret', 'securityToken'] as const;

interface FileOptions {
  env: Environment;
  /** The id under which a connection of the file is recorded. */
  toId: (name: string) => Promise<string>;
}

/**
 * The connections of the YAML file that `SIGNPOST_CONNECTIONS_FILE` names: `connections`, a list of what the console
 * takes, where a secret may also be given as `accessKeySecretFile` or `accessKeySecretVariable`. @throws SetupError
 */
export async function readConnectionsFile({ env, toId }: FileOptions): Promise<ConnectionSpec[]> {
  const file = readText(env, variable);
  if (file === undefined) return [];
  const bodies = parseFile(file, env);
  const specs: ConnectionSpec[] = [];
  for (const [i, body] of bodies.entries()) {
    const { settings, secrets } = checkEntry(file, { body, i });
    if (specs.some(({ config }) => config.name === settings.name))
      throw new SetupError(`${variable}=${file} names the connection ${settings.name} twice.`);
    specs.push(
      toSpec({
        id: await toId(settings.name),
        source: 'file',
        settings,
        secrets: secrets === 'keep' ? undefined : secrets,
      }),
    );
  }
  return specs;
}

function parseFile(file: string, env: Environment): ConnectionBody[] {
  const document = parseDocument(readNamedFile(variable, file));
  const [error] = document.errors;
  if (error !== undefined)
    throw new SetupError(
      `${variable}=${file} is no YAML: line ${error.linePos?.[0].line ?? '?'}, ${error.code}.`,
    );
  const list = toValue(document, file)?.connections;
  if (!Array.isArray(list)) throw new SetupError(`${variable}=${file} holds no list named connections.`);
  return list.map((entry: unknown, i) => {
    const parsed = connectionBodySchema.safeParse(withSecrets(entry, { env, file, i }));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new SetupError(
      `${variable}=${file}: connections[${i}]${toPath(issue)} is not as documented: ${issue?.message ?? 'unknown'}.`,
    );
  });
}

function toValue(document: Document.Parsed, file: string): { connections?: unknown } | null {
  try {
    return document.toJS({ maxAliasCount: 0 }) as { connections?: unknown } | null;
  } catch {
    throw new SetupError(`${variable}=${file} holds an alias (*name): write the value out.`);
  }
}

function toPath(issue: z.core.$ZodIssue | undefined): string {
  const path = [...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  return path.map((part) => `.${String(part)}`).join('');
}

/** Replaces references to secrets by the secrets. */
function withSecrets(
  entry: unknown,
  { env, file, i }: { env: Environment; file: string; i: number },
): unknown {
  const { credential } = (entry ?? {}) as { credential?: Record<string, unknown> };
  if (typeof credential !== 'object' || credential === null) return entry;
  const given = { ...credential };
  for (const member of references) {
    const { [`${member}File`]: named, [`${member}Variable`]: name } = given;
    delete given[`${member}File`];
    delete given[`${member}Variable`];
    if (typeof named === 'string')
      given[member] = readNamedFile(`${file}: connections[${i}].credential.${member}File`, named).trim();
    if (typeof name === 'string') {
      const value = readText(env, name);
      if (value === undefined)
        throw new SetupError(`${variable}=${file}: connections[${i}] names ${name}, which is not set.`);
      given[member] = value;
    }
  }
  return { ...(entry as object), credential: given };
}

function checkEntry(
  file: string,
  { body, i }: { body: ConnectionBody; i: number },
): ReturnType<typeof checkSettings> {
  try {
    return checkSettings(body, {
      pointer: '',
      allows: createAddressGuard({ allowed: [], isConfigured: true }),
      kept: undefined,
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [fault]: NonNullable<Problem['errors']> = error.parts.errors ?? [];
    const path = fault?.pointer.replaceAll('/', '.') ?? '';
    throw new SetupError(
      `${variable}=${file}: connections[${i}]${path} cannot be used. ${fault?.detail ?? error.message}`,
    );
  }
}
