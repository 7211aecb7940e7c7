import type { ConsoleOptions, Stack } from '../fixtures/stack.ts';
import type { Visitor } from '../fixtures/visitor.ts';
import type { Say } from '../texts/texts.ts';

/** What a scene is played on: the demo, and one person's browser. */
export interface SceneStage extends Visitor {
  stack: Stack;
  say: Say;
  /** Starts another console on the demo's OSS: one that has read nothing, or has more patience. It ends with the scene. */
  startConsole: (options?: ConsoleOptions) => Promise<Stack>;
  /** Keeps what has to be done once the scene was looked at, whether it came about or not; the last first. */
  afterwards: (act: () => unknown) => void;
}

/** One designed state of the console on the demo, reached as a person reaches it. Pictures and axe look at the same. */
export interface Scene {
  name: string;
  /** The page cannot fetch anything more, texts of another language included. */
  isServerGone?: true;
  /** The state comes about by requests that may change something in OSS. Every other scene sends none. */
  writes?: true;
  /** Brings the state about and waits until it stands. */
  show(stage: SceneStage): Promise<void>;
}

/** Shows a scene, has it looked at, and puts the demo back as it was. */
export async function playScene(
  { show }: Scene,
  stage: Omit<SceneStage, 'afterwards'>,
  look: () => Promise<void>,
): Promise<void> {
  const acts: (() => unknown)[] = [];
  const afterwards = (act: () => unknown): void => void acts.push(act);
  try {
    await show({
      ...stage,
      afterwards,
      async startConsole(options) {
        const started = await stage.startConsole(options);
        afterwards(() => started.stop());
        return started;
      },
    });
    await look();
    // A page that is left asks for nothing more: consoles that end here need not wait for it.
    if (acts.length > 0) await stage.page.goto('about:blank');
  } finally {
    stage.stack.faults.clear();
    // oxlint-disable-next-line no-await-in-loop -- one after the other, the last first
    for (const act of acts.toReversed()) await act();
  }
}

/** The bucket of the demo in which most scenes play. */
export const releases = 'acme-releases';
