import './observe.js'
import { start } from 'waxseal/inline'


start({ policy: '/waxseal.json' })
