import './observe.js'
import { start } from 'waxseal'

start({ policy: '/waxseal.json' })
