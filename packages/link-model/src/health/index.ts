// What following a link leads to.
export {
  compareHealth,
  healths,
  isBroken,
  toHealth,
  type ForbiddenBy,
  type Health,
  type TargetLook,
} from './health.ts';
