/** Colours of the console; a test holds them against those of the web app. */
export const referenceColours = {
  light: {
    'surface-0': 'oklch(0.976 0.004 220)',
    'surface-1': 'oklch(1 0 0)',
    'surface-2': 'oklch(0.962 0.005 220)',
    'ink-1': 'oklch(0.25 0.018 235)',
    'ink-2': 'oklch(0.42 0.016 235)',
    line: 'oklch(0.9 0.008 220)',
    accent: 'oklch(0.45 0.085 215)',
    caution: 'oklch(0.5 0.105 70)',
  },
  dark: {
    'surface-0': 'oklch(0.178 0.012 235)',
    'surface-1': 'oklch(0.212 0.014 235)',
    'surface-2': 'oklch(0.25 0.016 232)',
    'ink-1': 'oklch(0.94 0.006 220)',
    'ink-2': 'oklch(0.8 0.012 225)',
    line: 'oklch(0.308 0.016 232)',
    accent: 'oklch(0.8 0.095 205)',
    caution: 'oklch(0.82 0.115 80)',
  },
} as const;

const declare = (theme: 'light' | 'dark'): string =>
  [
    `color-scheme: ${theme};`,
    ...Object.entries(referenceColours[theme]).map(([name, value]) => `--${name}: ${value};`),
  ].join(' ');

/** The style of the reference: it is served apart from the web app, whose files have other names in each build. */
export const referenceCss = `:root { ${declare('light')} }
@media (prefers-color-scheme: dark) { :root:not([data-theme]) { ${declare('dark')} } }
:root[data-theme='dark'] { ${declare('dark')} }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--surface-0); color: var(--ink-1); font: 14px/1.5 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Noto Sans SC Variable', system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 3rem; padding: 0 1rem; background: var(--surface-1); border-bottom: 1px solid var(--line); }
header a { display: inline-flex; align-items: center; gap: 0.5rem; min-height: 2.75rem; font-weight: 600; text-decoration: none; }
header a:hover { text-decoration: underline; }
.page { display: grid; grid-template-columns: 13rem minmax(0, 56rem); justify-content: center; }
nav { position: sticky; top: 3rem; align-self: start; max-height: calc(100vh - 3rem); overflow-y: auto; padding: 1.25rem 0.5rem 1.5rem 1rem; font-size: 13px; }
nav p { margin: 0.75rem 0 0.25rem; font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; min-height: 1.5rem; padding: 0.125rem 0; color: var(--ink-2); text-decoration: none; }
nav li a:hover { color: var(--accent); text-decoration: underline; }
main { padding: 1.25rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 0.5rem; }
h2 { font-size: 20px; line-height: 1.4; margin: 2rem 0 0.75rem; }
h3 { font-size: 14px; margin: 0; }
p { margin: 0.5rem 0; max-width: 44rem; }
code, .call b { font-family: 'IBM Plex Mono', ui-monospace, monospace; font-size: 0.93em; }
pre { overflow-x: auto; margin: 0.5rem 0; padding: 0.625rem 0.75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--surface-1); }
section { margin: 0 0 0.75rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--surface-1); }
section:has(:target) { border-color: var(--accent); }
.call { margin: 0.25rem 0 0.5rem; }
.get { color: var(--accent); }
.post, .patch { color: var(--caution); }
dl { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.25rem 0.75rem; margin: 0; font-size: 13px; }
dt { color: var(--ink-2); }
dd { margin: 0; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--surface-1); }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 0.375rem 0.75rem; text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; }
tr + tr td, tbody td { border-top: 1px solid var(--line); }
tr:target td { background: var(--surface-2); }
@media (max-width: 52rem) { .page { grid-template-columns: minmax(0, 1fr); } nav { display: none; } dl { grid-template-columns: minmax(0, 1fr); gap: 0 0; } dd { margin-bottom: 0.375rem; } }
`;
