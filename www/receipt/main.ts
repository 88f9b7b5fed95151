/** The receipt in the page: what the person chose, to keep; and the page where it is taken back. */
export { write as link } from './link'
export { verified } from './read'
export { language } from './texts'
export { show } from './show'
export { withdraw } from './withdraw'
