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
export {
  compareForecasts,
  forecastObject,
  groupRules,
  isSoon,
  type Forecast,
  type ForecastObject,
} from './forecast.ts';
export { judgePublicRead, type PublicRead, type PublicReadCase } from './judge-public-read.ts';
export {
  decisiveHeaders,
  judgeServed,
  listWrong,
  type DecisiveHeader,
  type ServedVerdict,
} from './judge-served.ts';
