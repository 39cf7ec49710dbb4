// Imports each file named and prints, as one line of JSON, the sentences that the program has about what the file exports.
import { pathToFileURL } from 'node:url'
import { checkData } from '../packages/core/dist/index.js'

const sentencesOf = value => {
  if (typeof value !== 'object' || value === null) return []
  if ('problems' in value) return value.problems.map(({ sentence }) => sentence)
  return 'origin' in value && 'columns' in value ? checkData(value).map(({ sentence }) => sentence) : []
}

const said = {}
for (const path of process.argv.slice(2)) {
  const file = path.split('/').slice(-2).join('/')
  try {
    said[file] = Object.values(await import(pathToFileURL(path).href)).flatMap(sentencesOf)
  } catch (error) {
    said[file] = [`(the program stopped: ${error.message.split('\n')[0]})`]
  }
}
console.log(`\n${JSON.stringify(said)}`)
