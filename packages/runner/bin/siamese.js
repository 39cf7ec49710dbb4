#!/usr/bin/env node
import { main } from '../dist/cli/main.js'

// Whoever reads the results may have read enough, as `head` does.
process.stdout.on('error', error => {
  if (error.code === 'EPIPE') process.exit(141)
  throw error
})

process.exitCode = await main(process.argv.slice(2))
