import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createStoredChoice } from '../shared/lib/stored-choice.ts';

const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name, whatever the present language is. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

const preferred: Language = navigator.languages.some((tag) => /^en\b/i.test(tag))
  ? firstKnown(navigator.languages)
  : navigator.languages.some((tag) => /^zh\b/i.test(tag))
    ? 'zh-CN'
    : 'en';

export const languageChoice = createStoredChoice<Language>('language', languages, preferred);

function firstKnown(tags: readonly string[]): Language {
  return /^zh\b/i.test(tags.find((tag) => /^(zh|en)\b/i.test(tag)) ?? '') ? 'zh-CN' : 'en';
}

/** Texts of parts that the first load does without: fetched with the part that shows them. */
const partTexts = {
  actions: {
    en: () => import('../locales/en/actions.json'),
    'zh-CN': () => import('../locales/zh-CN/actions.json'),
  },
  buckets: {
    en: () => import('../locales/en/buckets.json'),
    'zh-CN': () => import('../locales/zh-CN/buckets.json'),
  },
  changes: {
    en: () => import('../locales/en/changes.json'),
    'zh-CN': () => import('../locales/zh-CN/changes.json'),
  },
  connect: {
    en: () => import('../locales/en/connect.json'),
    'zh-CN': () => import('../locales/zh-CN/connect.json'),
  },
  findings: {
    en: () => import('../locales/en/findings.json'),
    'zh-CN': () => import('../locales/zh-CN/findings.json'),
  },
  help: { en: () => import('../locales/en/help.json'), 'zh-CN': () => import('../locales/zh-CN/help.json') },
  home: { en: () => import('../locales/en/home.json'), 'zh-CN': () => import('../locales/zh-CN/home.json') },
  inspector: {
    en: () => import('../locales/en/inspector.json'),
    'zh-CN': () => import('../locales/zh-CN/inspector.json'),
  },
  links: {
    en: () => import('../locales/en/links.json'),
    'zh-CN': () => import('../locales/zh-CN/links.json'),
  },
  palette: {
    en: () => import('../locales/en/palette.json'),
    'zh-CN': () => import('../locales/zh-CN/palette.json'),
  },
  parts: {
    en: () => import('../locales/en/parts.json'),
    'zh-CN': () => import('../locales/zh-CN/parts.json'),
  },
  plans: {
    en: () => import('../locales/en/plans.json'),
    'zh-CN': () => import('../locales/zh-CN/plans.json'),
  },
  problems: {
    en: () => import('../locales/en/problems.json'),
    'zh-CN': () => import('../locales/zh-CN/problems.json'),
  },
  restore: {
    en: () => import('../locales/en/restore.json'),
    'zh-CN': () => import('../locales/zh-CN/restore.json'),
  },
  rows: { en: () => import('../locales/en/rows.json'), 'zh-CN': () => import('../locales/zh-CN/rows.json') },
  sheet: {
    en: () => import('../locales/en/sheet.json'),
    'zh-CN': () => import('../locales/zh-CN/sheet.json'),
  },
  tour: { en: () => import('../locales/en/tour.json'), 'zh-CN': () => import('../locales/zh-CN/tour.json') },
  upload: {
    en: () => import('../locales/en/upload.json'),
    'zh-CN': () => import('../locales/zh-CN/upload.json'),
  },
} as const;
type PartNamespace = keyof typeof partTexts;

const wanted = new Set<PartNamespace>();

async function loadPartTexts(namespace: PartNamespace, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, namespace)) return;
  const texts = await partTexts[namespace][language]();
  i18next.addResourceBundle(language, namespace, texts.default);
}

/** Resolves once the texts of a part can be shown, in this language and in any that is switched to later. */
export async function needTexts(...namespaces: PartNamespace[]): Promise<void> {
  for (const namespace of namespaces) wanted.add(namespace);
  await Promise.all(namespaces.map((namespace) => loadPartTexts(namespace, languageChoice.get())));
}

/** Each language is a file of its own: only the one in use is loaded. */
async function loadLanguage(language: Language): Promise<void> {
  await Promise.all([
    loadCommonTexts(language),
    ...[...wanted].map((namespace) => loadPartTexts(namespace, language)),
  ]);
}

async function loadCommonTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  const texts =
    language === 'en' ? (await import('../locales/en.ts')).en : (await import('../locales/zh-cn.ts')).zhCn;
  for (const [namespace, resources] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, resources);
  }
}

/** Starts the texts in the remembered or preferred language; resolves once they can be shown. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: languageChoice.get(),
    fallbackLng: false,
    defaultNS: 'common',
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLanguage(languageChoice.get());
  languageChoice.subscribe(followChoice);
}

/** Another tab may have switched. */
function followChoice(): void {
  if (i18next.language === languageChoice.get()) return;
  changeLanguage(languageChoice.get()).catch(() => {
    // Its texts cannot be fetched: this tab stays as it is.
  });
}

/** Switches the language, remembers it and tells the document. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (languageChoice.get() !== language) languageChoice.set(language);
}
