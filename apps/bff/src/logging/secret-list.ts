/** Every secret value that this process holds, in the forms in which one may be written. */
export interface SecretList {
  values(): Iterable<string>;
  /** What one owner holds from now on, instead of what it held before; with none it is forgotten. */
  set(owner: string, secrets: readonly string[]): void;
}

/** Shorter ones would be found in ordinary words. */
const leastLength = 8;

export function createSecretList(secrets: readonly string[] = []): SecretList {
  const byOwner = new Map<string, string[]>();
  let values = new Set<string>();
  const list: SecretList = {
    values: () => values,
    set(owner, texts) {
      if (texts.length === 0) byOwner.delete(owner);
      else
        byOwner.set(
          owner,
          texts
            .filter((text) => text.length >= leastLength)
            .flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]),
        );
      values = new Set([...byOwner.values()].flat());
    },
  };
  list.set('settings', secrets);
  return list;
}
