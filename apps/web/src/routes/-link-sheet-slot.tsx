import type { BrowserSearch } from '../features/objects/model/browser-search.ts';

interface SlotProps {
  connection: string;
  bucket: string;
  search: BrowserSearch;
  onClose: () => void;
}

export function LinkSheetSlot(_props: SlotProps) {
  return null;
}
