// A worker that computes nothing: {"steps": n} answers at once, {"die": true} ends it in the middle.
import { createInterface } from 'node:readline'

const say = values => console.log(JSON.stringify(values))
const manner = process.argv[2]
if (manner === 'silent') process.exit(0)
if (manner === 'unavailable') {
  say({ unavailable: 'train has no setting for it' })
  process.exit(0)
}
if (manner === 'chatty') console.log('Loading …')
say({ ready: true, threads: 2, versions: { fake: '1' } })
for await (const line of createInterface({ input: process.stdin })) {
  const { steps, die } = JSON.parse(line)
  if (die) {
    console.error('Traceback\nOut of memory')
    process.exit(3)
  }
  say(steps === undefined ? { error: 'a request has steps' } : { seconds: 0.5, pairs: 16 * steps })
}
