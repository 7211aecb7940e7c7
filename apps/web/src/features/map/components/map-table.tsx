import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice } from '../../../shared/lib/preferences.ts';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import { toRowId, toRows } from '../model/map-rows.ts';
import type { DrawnMap } from '../model/narrow-map.ts';
import { MapTableHead, MapTableRow } from './map-table-row.tsx';

interface MapTableProps {
  map: DrawnMap;
  within: string;
  narrow: boolean;
  /** The group of links that is open beside the table. */
  selected: string | undefined;
  onPointer: (name: string) => void;
}

/** Three lines of text and the space around them. */
const narrowRowHeight = 76;

/** The map in rows, one for each line: what the board draws, for those who do not see it and for narrow screens. Worst first. */
export function MapTable({ map, within, narrow, selected, onPointer }: MapTableProps) {
  const { t } = useTranslation('map');
  const compact = useChoice(rowHeightChoice) === 'compact';
  const rows = useMemo(() => toRows(map), [map]);
  const [opened, setOpened] = useState<string>();
  // Links of one group may lead to several places: the row that was opened, else the first of the group.
  const ofSelected = rows.filter(({ pointer }) => pointer.name === selected).map((row) => toRowId(row));
  const openId = ofSelected.find((id) => id === opened) ?? ofSelected[0];
  return (
    <VirtualGrid
      columns={narrow ? 1 : 5}
      header={<MapTableHead narrow={narrow} />}
      label={t('table.caption')}
      onOpen={(row) => {
        setOpened(toRowId(row));
        onPointer(row.pointer.name);
      }}
      openId={openId}
      renderRow={(row, position) => (
        <MapTableRow
          {...position}
          key={toRowId(row)}
          narrow={narrow}
          open={row.pointer.name === selected}
          row={row}
          within={within}
        />
      )}
      rowHeight={narrow ? narrowRowHeight : compact ? 32 : 40}
      rows={rows}
      toId={toRowId}
    />
  );
}
