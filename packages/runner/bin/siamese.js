#!/usr/bin/env node
import * as module from 'node:module'

// Where Node can, compiled code is kept for the next start.
module.enableCompileCache?.()
const { main } = await import('../dist/cli/main.js')

// Whoever reads the results may have read enough, as `head` does.
process.stdout.on('error', error => {
  if (error.code === 'EPIPE') process.exit(141)
  throw error
})

process.exitCode = await main(process.argv.slice(2))
