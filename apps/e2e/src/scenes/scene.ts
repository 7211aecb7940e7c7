import type { Stack } from '../fixtures/stack.ts';
import type { Visitor } from '../fixtures/visitor.ts';
import type { Say } from '../texts/texts.ts';

/** What a scene is played on: the demo, and one person's browser. */
export interface SceneStage extends Visitor {
  stack: Stack;
  say: Say;
  /** Keeps what has to be done once the scene was looked at, whether it came about or not. */
  afterwards: (act: () => void) => void;
}

/** One designed state of the console on the demo, reached as a person reaches it. Pictures and axe look at the same. */
export interface Scene {
  name: string;
  /** Brings the state about and waits until it stands. */
  show(stage: SceneStage): Promise<void>;
}

/** Shows a scene, has it looked at, and puts the demo back as it was. */
export async function playScene(
  { show }: Scene,
  stage: Omit<SceneStage, 'afterwards'>,
  look: () => Promise<void>,
): Promise<void> {
  const acts: (() => void)[] = [];
  try {
    await show({ ...stage, afterwards: (act) => void acts.push(act) });
    await look();
  } finally {
    for (const act of acts.toReversed()) act();
    stage.stack.faults.clear();
  }
}

/** The bucket of the demo in which most scenes play. */
export const releases = 'acme-releases';
