import { mkdirSync, writeFileSync } from 'node:fs'
import { files } from './files.js'

/** Writes the data set and its tokenizer: `node --import tsx examples/quickstart/recipe/make.ts` */
const folder = new URL('../data/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(files())) writeFileSync(new URL(name, folder), text)
