import { readFileSync } from 'node:fs';
import { healths } from '@signpost/link-model/health';
import { expect, it } from 'vitest';
import words from './zh-CN/health.json' with { type: 'json' };

const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');

it.each(healths.filter((health) => health !== 'ok'))(
  'the glossary calls a link that is %s in Chinese what the screens call it',
  (health) => {
    expect(glossary).toContain(`| ${health} | ${words.word[health]} |`);
  },
);
