import { canSend, type Stage } from './dialog-stage.ts';

/** How far one is: seeing what would happen, saying that it shall, done. */
export const steps = ['see', 'say', 'done'] as const;

/**
 * Says which step the person is at. To confirm begins where nothing is left but the button, or with the first letter of
 * a proof that has to be typed: what is still to be decided is still being reviewed.
 */
export function toStep(stage: Stage, proof: string): (typeof steps)[number] {
  switch (stage.kind) {
    case 'done':
      return 'done';
    case 'sending':
    case 'lost':
    case 'unresolved':
      return 'say';
    case 'review': {
      const proving = stage.waiting === 'proof' && proof !== '';
      return proving || canSend(stage) ? 'say' : 'see';
    }
    default:
      return 'see';
  }
}
