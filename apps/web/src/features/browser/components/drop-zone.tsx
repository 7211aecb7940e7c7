import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { showToast } from '../../../shared/ui/toast.ts';

interface DropZoneProps {
  enabled: boolean;
  onFiles: (files: readonly File[]) => void;
  className?: string;
  children: ReactNode;
}

/** Takes files from outside the browser; whatever else is dragged over it is none of its business. */
export function DropZone({ enabled, onFiles, className, children }: DropZoneProps) {
  const { t } = useTranslation('objects');
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent): boolean => enabled && event.dataTransfer.types.includes('Files');
  const onDrop = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(false);
    // A folder comes as a file that cannot be read.
    const folder = Array.from(event.dataTransfer.items).some(
      (item) => item.webkitGetAsEntry()?.isDirectory === true,
    );
    const files = Array.from(event.dataTransfer.files);
    if (folder) showToast({ title: t('noFolders'), lasts: 4000 });
    else if (files.length > 0) onFiles(files);
  };
  return (
    <div
      className={cx('relative', className)}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) {
          setOver(false);
        }
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDrop={onDrop}
      // A pointer's shortcut to the button beside "New link", which does the same with keys.
      role="presentation"
    >
      {children}
      {over && <div className="drop-target">{t('action.drop')}</div>}
    </div>
  );
}
