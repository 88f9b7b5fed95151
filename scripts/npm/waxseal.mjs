#!/usr/bin/env node
// The command of the npm package: `copy` needs Node alone; everything else is handed to the program for this machine.
import { copy } from './copy.mjs'
import { launch } from './launch.mjs'

const [command, ...args] = process.argv.slice(2)
if (command === 'copy') await copy(args)
else launch(process.argv.slice(2))
