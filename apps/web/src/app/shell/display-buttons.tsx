import { useTranslation } from 'react-i18next';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { buttonClass, IconButton } from '../../shared/ui/button.tsx';
import { changeLanguage, languageChoice, languageNames } from '../i18n.ts';
import { themeChoice, themes } from '../theme.ts';

/** Turns to the other language; written in that language, so that its readers find it. */
export function LanguageButton() {
  const language = useChoice(languageChoice);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      className={buttonClass('quiet')}
      lang={other}
      onClick={() => void changeLanguage(other)}
      data-tip={languageNames[other]}
      type="button"
    >
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}

/** Light, dark, as the system: one after the other. */
export function ThemeButton() {
  const { t } = useTranslation('shell');
  const theme = useChoice(themeChoice);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  return (
    <IconButton
      icon={theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'system'}
      label={t('theme.switch', { name: t(`theme.${theme}`) })}
      onClick={() => themeChoice.set(next)}
    />
  );
}
