import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { listSelectionActions, type SelectedThings, type SelectionAction } from './list-selection-actions.ts';
import { useDenial } from '../access/use-denial.ts';

interface SelectionVerbsProps {
  connection: string;
  /** Bucket of the selected rows; undefined for rows of several. */
  bucket: string | undefined;
  selected: SelectedThings;
  onAction: (action: SelectionAction) => void;
}

/** What can be done with the selected rows: what is mostly done, the rest in a menu, and what destroys apart. */
export function SelectionVerbs({ connection, bucket, selected, onAction }: SelectionVerbsProps) {
  const { t } = useTranslation('actions');
  const deny = useDenial(connection);
  const findReason = ({ id, disabled }: SelectionAction): string | undefined => {
    const right =
      id === 'restoreTargets' ? 'object.restore' : id === 'delete' ? 'object.delete' : 'plan.write';
    const denial = id === 'exportLinks' ? undefined : deny(right, { bucket, partly: true });
    return denial ?? (disabled && t(`reason.${disabled}`));
  };
  const actions = listSelectionActions(selected);
  const isAlone = ({ rank, danger }: SelectionAction): boolean => rank === 'main' || danger === true;
  const more = actions.filter((action) => !isAlone(action));
  const toButton = (action: SelectionAction) => {
    const { id, count, danger } = action;
    return (
      <Button
        disabledReason={findReason(action)}
        key={id}
        onClick={() => onAction(action)}
        size="small"
        variant={danger === true ? 'outline-danger' : 'outline'}
      >
        {t(`several.${id}`, { count })}
      </Button>
    );
  };
  return (
    <>
      {actions.filter(({ rank }) => rank === 'main').map(toButton)}
      {more.length > 0 && (
        <Menu
          trigger={
            <Button icon="chevronDown" size="small">
              {t('several.more')}
            </Button>
          }
        >
          {more.map((action) => (
            <MenuItem disabledReason={findReason(action)} key={action.id} onClick={() => onAction(action)}>
              {t(`several.${action.id}`, { count: action.count })}
            </MenuItem>
          ))}
        </Menu>
      )}
      {actions.filter(({ danger }) => danger === true).map(toButton)}
    </>
  );
}
