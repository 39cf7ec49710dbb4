import type { Command } from './command.js'
export const encodeCommand: Command = { words: ['encode'], about: '', options: y => y, run: async () => 1 }
