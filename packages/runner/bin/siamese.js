#!/usr/bin/env node
import * as module from 'node:module'

// Where Node can, compiled code is kept for the next start.
module.enableCompileCache?.()
const { main } = await import('../dist/cli/main.js')

const { unread } = await import('../dist/cli/unread.js')

// Whoever reads the results may have read enough, as `head` does, or be gone with the terminal.
const isGone = ({ code }) => code === 'EPIPE' || code === 'EIO'
process.stdout.on('error', error => {
  if (!isGone(error)) throw error
  unread()
})
process.stderr.on('error', error => {
  if (!isGone(error)) throw error
})

process.exitCode = await main(process.argv.slice(2))
