import { deriveSubFolderLink, findFolderLinks, judgeFolder, type FolderLink } from './folder-links.ts';
import type { FolderSums } from './folder-sums.ts';
import type { LinkState } from './index-entry.ts';
import { foldersOf } from './key-order.ts';

interface Source {
  sums: FolderSums;
  /** All links of the bucket, in key order. */
  linkKeys: () => Iterable<string>;
  /** Links below a prefix, in key order. */
  linkStates: (prefix: string) => Iterable<LinkState>;
}

/** Folder links of a bucket, and verdicts on folders that were asked about, until their links change. */
export class KnownFolderLinks {
  readonly #source: Source;
  readonly #verdicts = new Map<string, FolderLink | undefined>();
  #all: FolderLink[] | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** All of them, in key order of their prefixes. */
  all(): FolderLink[] {
    return (this.#all ??= findFolderLinks(this.#source.linkKeys(), (prefix) => this.#judge(prefix)));
  }

  /** The one that a prefix is, or is a part of as a folder below it. */
  at(prefix: string): FolderLink | undefined {
    const found = this.all().find((one) => prefix.startsWith(one.prefix));
    if (found === undefined || found.prefix === prefix) return found;
    return deriveSubFolderLink(found, prefix, {
      links: [...this.#source.linkStates(prefix)],
      hasObjects: (below) => this.#source.sums.rollUp(below).objects > 0,
    });
  }

  /** Forgets what is known of folders that links lie in. */
  forget(links: Iterable<string>): void {
    for (const link of links) for (const folder of foldersOf(link)) this.#verdicts.delete(folder);
  }

  /** Forgets which folders are folder links. */
  forgetAll(): void {
    this.#all = undefined;
  }

  #judge(prefix: string): FolderLink | undefined {
    const { links, objects } = this.#source.sums.kinds(prefix);
    if (links < 2 || objects > 0) return undefined;
    if (!this.#verdicts.has(prefix))
      this.#verdicts.set(prefix, judgeFolder(prefix, [...this.#source.linkStates(prefix)]));
    return this.#verdicts.get(prefix);
  }
}
