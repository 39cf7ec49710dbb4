// Runs a pipeline, or goes on with its folder, as the configuration says; a line for each event. With `at`, the process is ended there.
import { readFileSync } from 'node:fs'
import { fromJson } from '@siamese/core'
import { resume, run, vocabulary } from '@siamese/runner'

const { pipeline, out, options, at, goesOn } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const read = fromJson(vocabulary, pipeline)
if (read._tag === 'Left') throw new Error(JSON.stringify(read.left))
let left = at?.nth ?? 0
const report = ({ event }) => {
  if (event === at?.event && --left === 0) {
    process.kill(process.pid, 'SIGKILL')
    for (;;);
  }
  if (event === 'started') console.log('started')
}
const ended = await (goesOn ? resume(out, { ...options, report }) : run(read.right, { ...options, out, report }))()
console.log(ended._tag === 'Left' ? ended.left.map(({ sentence }) => sentence).join('\n') : 'finished')
process.exitCode = ended._tag === 'Left' ? 2 : 0
