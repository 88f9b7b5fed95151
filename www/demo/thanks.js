import { showKept } from './panel.js'

await showKept()
