import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { Button, IconButton } from './button.tsx';
import { controlClass } from './control-class.ts';
import type { LineProblem, NamedLine } from '../lib/link-settings.ts';

interface NamedLinesProps {
  legend: string;
  counter: string;
  /** Too many, or too large, as a whole. */
  excess: string | undefined;
  add: string;
  lines: readonly NamedLine[];
  problems: ReadonlyMap<number, LineProblem>;
  onChange: (lines: readonly NamedLine[]) => void;
}

/** Names with values, a line each: metadata or tags. */
export function NamedLines({ legend, counter, excess, add, lines, problems, onChange }: NamedLinesProps) {
  const list = useRef<HTMLUListElement>(null);
  const change = (id: number, part: Partial<NamedLine>): void =>
    onChange(lines.map((line) => (line.id === id ? { ...line, ...part } : line)));
  const append = (): void => {
    onChange([...lines, { id: Math.max(0, ...lines.map((line) => line.id)) + 1, name: '', value: '' }]);
    // The new line is there after React has drawn it.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="float-left text-13 font-medium">{legend}</legend>
      <p className={cx('-mt-5 text-right text-12', excess === undefined ? 'text-ink-3' : 'text-danger')}>
        {counter}
      </p>
      {excess !== undefined && (
        <p className="text-12 text-danger" role="alert">
          {excess}
        </p>
      )}
      <ul className="flex flex-col gap-1.5" ref={list}>
        {lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            onChange={change}
            onRemove={() => onChange(lines.filter(({ id }) => id !== line.id))}
            problem={problems.get(line.id)}
          />
        ))}
      </ul>
      <Button className="self-start" icon="plus" onClick={append} size="small" variant="quiet">
        {add}
      </Button>
    </fieldset>
  );
}

interface LineProps {
  line: NamedLine;
  problem: LineProblem | undefined;
  onChange: (id: number, part: Partial<NamedLine>) => void;
  onRemove: () => void;
}

function Line({ line, problem, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('sheet');
  const problemId = `line-problem-${line.id}`;
  const inValue = problem === 'metadata-value' || problem === 'tag-value';
  const marked = (is: boolean): object => (is ? { 'aria-invalid': true, 'aria-describedby': problemId } : {});
  const shared = {
    className: cx(controlClass, 'touch-target h-8 font-mono text-13'),
    spellCheck: false,
  } as const;
  return (
    <li className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-x-2">
      <input
        {...shared}
        {...marked(problem !== undefined && !inValue)}
        aria-label={t('more.name')}
        onChange={(event) => onChange(line.id, { name: event.target.value })}
        placeholder={t('more.name')}
        value={line.name}
      />
      <input
        {...shared}
        {...marked(inValue)}
        aria-label={t('more.value')}
        onChange={(event) => onChange(line.id, { value: event.target.value })}
        placeholder={t('more.value')}
        value={line.value}
      />
      <IconButton
        icon="close"
        label={line.name === '' ? t('more.removeUnnamed') : t('more.remove', { name: line.name })}
        onClick={onRemove}
      />
      {problem !== undefined && (
        <p className="col-span-3 mt-1 text-12 text-danger" id={problemId}>
          {t(`more.problem.${problem}`)}
        </p>
      )}
    </li>
  );
}
