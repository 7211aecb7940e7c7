import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

interface TabsProps<T extends string> {
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  tabs: readonly { value: T; label: ReactNode; panel: ReactNode }[];
  className?: string;
}

/**
 * Tabs whose state lies with the caller, as a rule in the address. Only the open panel is mounted. They stand below other
 * content of a scrolling size container with a padding of 3: their row stays in view, and a panel that is shorter than
 * the last one scrolls nothing away.
 */
export function Tabs<T extends string>({ label, value, onValueChange, tabs, className }: TabsProps<T>) {
  return (
    <Base.Root
      className={cx('flex min-h-0 flex-col', className)}
      onValueChange={(next: T) => onValueChange(next)}
      value={value}
    >
      <Base.List
        aria-label={label}
        className="sticky -top-3 z-10 flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-surface-1 px-3"
      >
        {tabs.map((tab) => (
          <Base.Tab
            className="touch-target -mb-px border-b-2 border-transparent px-2 py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink-1 data-active:border-accent data-active:text-ink-1"
            key={tab.value}
            value={tab.value}
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel
          className="min-h-[calc(100cqh-1.5rem)] flex-1 p-3 outline-offset-[-2px]"
          key={tab.value}
          value={tab.value}
        >
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
