import { useTranslation } from 'react-i18next';
import { changeLanguage, languageChoice, languageNames } from '../src/app/i18n.ts';
import { themeChoice } from '../src/app/theme.ts';
import { useChoice } from '../src/shared/hooks/use-choice.ts';
import { Button } from '../src/shared/ui/button.tsx';
import { useSample } from './sample.tsx';
import { ColumnSection } from './sections/column-section.tsx';
import { FacetSection } from './sections/facet-section.tsx';
import { FindingSection } from './sections/finding-section.tsx';
import { PeopleSection } from './sections/people-section.tsx';
import { ProgressSection } from './sections/progress-section.tsx';
import { RangeSection } from './sections/range-section.tsx';
import { SelectionSection } from './sections/selection-section.tsx';
import { SettingsSection } from './sections/settings-section.tsx';
import { TraySection } from './sections/tray-section.tsx';

/** Every part in all its states, in both themes and languages. Only the development server serves it. */
export function PartsPage() {
  const sample = useSample();
  return (
    <main className="mx-auto flex max-w-5xl flex-col px-4 pb-24">
      <header className="flex flex-wrap items-center justify-between gap-2 py-4">
        <h1 className="text-20 font-medium">{sample('Parts', '组件')}</h1>
        <Switches />
      </header>
      <ProgressSection />
      <FacetSection />
      <SelectionSection />
      <FindingSection />
      <TraySection />
      <ColumnSection />
      <RangeSection />
      <PeopleSection />
      <SettingsSection />
    </main>
  );
}

function Switches() {
  const { i18n } = useTranslation();
  const theme = useChoice(themeChoice);
  const sample = useSample();
  const other = i18n.language === languageChoice.get() && i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <div className="flex gap-2">
      <Button onClick={() => void changeLanguage(other)}>{languageNames[other]}</Button>
      <Button onClick={() => themeChoice.set(theme === 'dark' ? 'light' : 'dark')}>
        {theme === 'dark' ? sample('Light', '浅色') : sample('Dark', '深色')}
      </Button>
    </div>
  );
}
