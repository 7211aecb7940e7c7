import { useTranslation } from 'react-i18next';
import { formatSize } from '../lib/format-size.ts';

/** A number of bytes in KiB, MiB …; exact on hover. */
export function Size({ bytes, className }: { bytes: number; className?: string }) {
  const { i18n } = useTranslation();
  return (
    <span className={className} data-tip={`${bytes.toLocaleString(i18n.language)} B`}>
      {formatSize(bytes, i18n.language)}
    </span>
  );
}
