/** A key that careless tools break, and how it has to be shown. */
export interface AwkwardKey {
  what: string;
  key: string;
  shown: string;
}

const same = (what: string, key: string): AwkwardKey => ({ what, key, shown: key });

/** As long as OSS allows. */
const longest = `long/${'k'.repeat(1023 - 'long/'.length)}`;

export const awkwardKeys: readonly AwkwardKey[] = [
  { what: 'spaces', key: 'a b/two  words.txt', shown: 'a b/two‹␣›‹␣›words.txt' },
  same('a plus sign', 'c++/a+b.txt'),
  same('percent signs', '100%/%2F%20.txt'),
  same('question mark, hash and ampersand', 'q?x=1&y=2#z.txt'),
  same('doubled slashes', 'raw//2026//data.csv'),
  same('dot segments', 'a/./b/../c.txt'),
  same('quotes and angle brackets', `<b>"it's"</b>.html`),
  same('Chinese', '语料/最新/词表.txt'),
  same('emoji', 'emoji/🚀 launch 👩‍💻.txt'.replace('\u200d', '')),
  same('a number', '123'),
  same('a word of JSON', 'null'),
  same('a word of JavaScript', 'true/__proto__'),
  { what: 'a bidi override', key: 'tools/\u202Efdp.exe', shown: 'tools/‹U+202E›fdp.exe' },
  { what: 'a zero-width space', key: 'zero\u200Bwidth.txt', shown: 'zero‹U+200B›width.txt' },
  { what: 'a tab', key: 'tab\there.txt', shown: 'tab‹U+0009›here.txt' },
  { what: 'a control character', key: 'bell\u0007.txt', shown: 'bell‹U+0007›.txt' },
  same('1,023 bytes', longest),
  { what: 'a composed letter', key: 'caf\u00e9.txt', shown: 'caf\u00e9.txt' },
  { what: 'a decomposed letter', key: 'cafe\u0301.txt', shown: 'cafe‹U+0301›.txt' },
];
