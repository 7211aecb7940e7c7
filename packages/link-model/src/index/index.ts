// What is known of many keys at once: backlinks, folder links, candidates.
export {
  reachedKey,
  type IndexEntry,
  type JudgedLink,
  type KeyBacklinks,
  type LastSeen,
  type LinkEntry,
  type LinkIndexFacts,
  type LinkState,
  type ObjectEntry,
  type PrefixRollUp,
  type SeenHeaders,
  type ServedCounts,
} from './index-entry.ts';
export { partition, partitionPoint } from './key-order.ts';
export { LinkIndex } from './link-index.ts';
export { ObjectBlock, type PackableObject } from './object-block.ts';
export { ObjectTable, toPlaces, type ObjectRange } from './object-table.ts';
export { findNeighbourhood, type Neighbour } from './find-neighbourhood.ts';
export {
  compareSoonBroken,
  findSoonBroken,
  forecastBelow,
  joinForecast,
  listSoonBroken,
  type GroupForecast,
  type SoonBroken,
} from './forecast-links.ts';
export {
  deriveFolderLinks,
  findSource,
  rename,
  type FolderLink,
  type FolderLinkInput,
  type FolderLinkRest,
  type FollowingLink,
  type Renaming,
} from './folder-links.ts';
export { findTrouble, judgeFolderLink, listTroubles, type FolderLinkVerdict } from './judge-folder-link.ts';
export { listSiblings, suggestTargets, type SuggestedTarget } from './suggest-targets.ts';
export { toLinkMap, type LinkMap, type MapDestination, type MapLine, type MapPointer } from './link-map.ts';
export { listUnpointedFolders, type UnpointedFolder } from './unpointed-folders.ts';
