// Loaded before a program (`node --import faults.mjs program CONFIG`): ends the process, or gives an error of the system, at one chosen call
// on files. The configuration is the program's: `fault` is { call, path, nth, when, what }.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { fault } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const pattern = new RegExp(fault?.path ?? '')
let left = fault?.nth ?? 1

/** Whether this call is the one; from then on every one where an error is given: a full disk stays full. */
const isIt = (call, path) => {
  if (fault?.call !== call || !pattern.test(String(path))) return false
  left--
  return fault.what === 'kill' ? left === 0 : left <= 0
}
const end = () => {
  process.kill(process.pid, 'SIGKILL')
  for (;;); // the signal may take a moment, in which nothing more may happen
}
const strike = (call, path) => {
  if (fault.what === 'kill') end()
  throw Object.assign(new Error(`${fault.what}: ${call} '${path}'`), { code: fault.what, syscall: call, path })
}

/** A call that is struck before it, in the midst of it, or behind it. */
const struck =
  (call, original, pathOf = path => path, half = undefined) =>
  async (...args) => {
    const path = pathOf(...args)
    const now = isIt(call, path)
    if (now && fault.when === 'half' && half !== undefined) await half(...args)
    if (now && fault.when !== 'after') strike(call, path)
    const out = await original(...args)
    if (now) strike(call, path)
    return out
  }

const { promises } = fs
for (const call of ['rename', 'rm', 'mkdir', 'truncate', 'readdir'])
  promises[call] = struck(call, promises[call].bind(promises), (path, to) =>
    call === 'rename' ? `${path} → ${to}` : path,
  )
const { appendFileSync } = fs
fs.appendFileSync = (path, text, ...rest) => {
  const now = isIt('append', path)
  if (now && fault.when === 'half') appendFileSync(path, String(text).slice(0, Math.ceil(String(text).length / 2)))
  if (now && fault.when !== 'after') strike('append', path)
  appendFileSync(path, text, ...rest)
  if (now) strike('append', path)
}
const { open } = promises
promises.open = struck('open', async (path, ...rest) => {
  const file = await open(path, ...rest)
  const write = file.write.bind(file)
  file.write = struck(
    'write',
    write,
    () => path,
    (bytes, at, length, position) => write(bytes, at, Math.ceil(length / 2), position),
  )
  for (const call of ['sync', 'datasync']) file[call] = struck(call, file[call].bind(file), () => path)
  return file
})
syncBuiltinESMExports()
