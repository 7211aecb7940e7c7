import type { Stack } from '../fixtures/stack.ts';
import type { Visitor } from '../fixtures/visitor.ts';
import type { Say } from '../texts/texts.ts';

/** What a scene is played on: the demo, and one person's browser. */
export interface SceneStage extends Visitor {
  stack: Stack;
  say: Say;
}

/** One designed state of the console on the demo, reached as a person reaches it. Pictures and axe look at the same. */
export interface Scene {
  name: string;
  /** Brings the state about and waits until it stands. What it changed in the demo is put back by the answer. */
  show(stage: SceneStage): Promise<void | (() => void)>;
}

/** The bucket of the demo in which most scenes play. */
export const releases = 'acme-releases';
