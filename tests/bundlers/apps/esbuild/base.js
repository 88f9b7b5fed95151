import './observe.js'
import { configure, start } from 'waxseal'

configure({ base: './waxseal/' })
start({ policy: '/waxseal.json' })
