import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { startStack, type Stack } from '@signpost/bff/testing';
import { chromiumLaunchOptions } from '../chromium.ts';
import { startConsole, type ConsoleOptions } from '../fixtures/stack.ts';
import { toVisitor } from '../fixtures/visitor.ts';
import { scenes } from '../scenes/scenes.ts';
import { playScene, type Scene } from '../scenes/scene.ts';
import { createSay, languages, type Language } from '../texts/texts.ts';
import { makeContactSheet } from './contact-sheet.ts';

/** One way to look at every scene. */
interface View {
  language: Language;
  theme: 'light' | 'dark';
  width: 1440 | 390;
}

interface ScreenshotOptions {
  webDist: string;
  folder: string;
  say: (line: string) => void;
  /** Only scenes whose names contain one of these, if any are given. */
  only?: readonly string[];
  /** Only views whose names contain one of these, if any are given. */
  views?: readonly string[];
}

/** The demo is dated back from here, so that pictures differ only where the console does. */
const today = new Date('2026-11-22T10:24:00+08:00');

const heights = { 1440: 900, 390: 844 } as const;

const allViews: readonly View[] = ([1440, 390] as const).flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) => languages.map((language) => ({ language, theme, width }))),
);

function nameOf({ language, theme, width }: View): string {
  return `${width}-${theme}-${language}`;
}

/** Pictures of every scene in every view, and a contact sheet of thumbnails for each view. Answers what went wrong. */
export async function takeScreenshots({
  webDist,
  folder,
  say,
  only,
  views,
}: ScreenshotOptions): Promise<string[]> {
  const chosen = scenes.filter(({ name }) => isChosen(name, only));
  const browser = await chromium.launch(chromiumLaunchOptions());
  const stack = await startStack({
    demo: true,
    webDist,
    clock: () => today,
    bff: { readDemoAtStart: true, demoHistory: true },
  });
  const failures: string[] = [];
  try {
    for (const view of allViews.filter((one) => isChosen(nameOf(one), views))) {
      const into = path.join(folder, nameOf(view));
      if (only === undefined) rmSync(into, { recursive: true, force: true });
      mkdirSync(into, { recursive: true });
      const began = performance.now();
      failures.push(...(await takeView(browser, { stack, view, chosen, into })));
      await makeContactSheet(browser, into);
      say(`${nameOf(view)}: ${chosen.length} scenes in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
  } finally {
    await browser.close();
    await stack.stop();
  }
  return failures;
}

interface Sitting {
  stack: Stack;
  view: View;
  chosen: readonly Scene[];
  into: string;
}

async function takeView(browser: Browser, { stack, view, chosen, into }: Sitting): Promise<string[]> {
  const { language, theme, width } = view;
  const context = await browser.newContext({
    baseURL: stack.bffUrl,
    viewport: { width, height: heights[width] },
    locale: language,
    colorScheme: theme,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  await context.clock.setFixedTime(today);
  const words = createSay(language);
  const failures: string[] = [];
  for (const scene of chosen) {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const file = path.join(into, `${scene.name}.png`);
    try {
      const stage = {
        ...toVisitor(page, words),
        stack,
        say: words,
        startConsole: (options?: ConsoleOptions) => startConsole(stack, { ...options, clock: () => today }),
      };
      await playScene(scene, stage, async () => {
        await page.evaluate(() => document.fonts.ready);
        // A busy machine answers late; what goes on loading for a scene's sake is shown so.
        await page.waitForFunction(isSettled, undefined, { timeout: 3000 }).catch(() => undefined);
        // What appears late, such as a skeleton, is shown as it will stand.
        await page.screenshot({ path: file, animations: 'disabled' });
      });
    } catch (error) {
      failures.push(
        `${nameOf(view)} ${scene.name}: ${error instanceof Error ? error.message : String(error)}`,
      );
      // What is stored there instead says more than the message.
      await page.screenshot({ path: file });
    }
    await page.close();
  }
  await context.close();
  return failures;
}

/** In the page: whether nothing is loaded any more. */
function isSettled(): boolean {
  return document.querySelector('[aria-busy="true"]') === null;
}

function isChosen(name: string, parts: readonly string[] | undefined): boolean {
  return parts === undefined || parts.some((part) => name.includes(part));
}
