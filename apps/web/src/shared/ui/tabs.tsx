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

/** Tabs whose state lies with the caller, as a rule in the address. Only the open panel is mounted. */
export function Tabs<T extends string>({ label, value, onValueChange, tabs, className }: TabsProps<T>) {
  return (
    <Base.Root
      className={cx('flex min-h-0 flex-col', className)}
      onValueChange={(next: T) => onValueChange(next)}
      value={value}
    >
      <Base.List aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-3">
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
          className="min-h-0 flex-1 overflow-y-auto p-3 outline-offset-[-2px]"
          key={tab.value}
          value={tab.value}
        >
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
