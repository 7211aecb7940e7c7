interface SlotProps {
  connection: string;
  bucket: string;
  itemKey: string;
  tab: string | undefined;
  onTab: (tab: string) => void;
  onClose: () => void;
  onShowKey: (key: string) => void;
  onSheet: (subject: { sheet: 'create' | 'repoint' | 'delete'; on: string; to?: string }) => void;
}

export function InspectorSlot(_props: SlotProps) {
  return null;
}
