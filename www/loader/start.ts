/** `waxseal-start.js`: proves the policy and brings the modules. Until then the loader needs neither. */
export { carry } from './carry'
export { asking, modules } from './core'
export { current, policy } from './policy'
