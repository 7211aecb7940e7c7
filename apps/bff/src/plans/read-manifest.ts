import { manifestSchema } from '@signpost/api-contract/manifest';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod/mini';

/** The wanted links of a prefix: names below it, and the keys that they lead to. */
export interface Manifest {
  prefix: string;
  /** Links below the prefix that are not named are deleted. */
  prune: boolean;
  links: ReadonlyMap<string, string>;
}

/** What a text is no manifest for; `where` is a line and column, or a member. */
export interface ManifestFault {
  where: string;
  problem: string;
}

/** With links as a map, in which no name can be taken for a member of an object. */
const parsedSchema = z.extend(manifestSchema, { links: z.map(z.string(), z.string()) });

const mostFaults = 100;
const mostLinks = 100_000;

/**
 * Reads a manifest in YAML 1.2, of which JSON is a part. Aliases are refused, since a few lines of them stand for any
 * number; a name that is given twice is, too. Never throws for its content.
 */
export function readManifest(text: string): { manifest: Manifest } | { faults: ManifestFault[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, strict: true, stringKeys: true });
  if (document.errors.length > 0)
    return {
      faults: document.errors.slice(0, mostFaults).map(({ code, pos }) => {
        const { line, col } = lineCounter.linePos(pos[0]);
        return { where: `${line}:${col}`, problem: code };
      }),
    };
  let value: unknown;
  try {
    // As maps: no name can be taken for a member of an object.
    value = document.toJS({ maxAliasCount: 0, mapAsMap: true });
  } catch {
    return { faults: [{ where: '', problem: 'ALIAS' }] };
  }
  const parsed = parsedSchema.safeParse(value instanceof Map ? Object.fromEntries(value) : value);
  if (!parsed.success)
    return {
      faults: parsed.error.issues
        .slice(0, mostFaults)
        .map(({ path, code }) => ({ where: path.map(String).join('/'), problem: code })),
    };
  const { prefix, prune = false, links } = parsed.data;
  if (links.size > mostLinks) return { faults: [{ where: 'links', problem: 'too_big' }] };
  return { manifest: { prefix, prune, links } };
}
