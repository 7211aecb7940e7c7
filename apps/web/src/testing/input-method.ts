import { cdp } from 'vitest/browser';

/** Its types are those of Playwright, which the console does not depend on. */
const devTools = (): { send: (method: string, params: object) => Promise<unknown> } =>
  cdp() as unknown as ReturnType<typeof devTools>;

/** An input method at work in the field that has the focus. */
export const inputMethod = {
  /** Shows a text that is still being composed. */
  compose: (text: string) =>
    devTools().send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    }),

  /** Ends the composition with this text. */
  commit: (text: string) => devTools().send('Input.insertText', { text }),

  /** Takes a key for itself, as a system reports it: with the code 229. */
  takeKey: async (key: string): Promise<void> => {
    const event = { key, code: key, windowsVirtualKeyCode: 229 };
    await devTools().send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
    await devTools().send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  },
};
