import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { dirname, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Fence {
  /** What was tried since the last time, in words. */
  readonly tried: () => readonly string[]
}

/**
 * Watches this process from here on: what is written outside of a folder, asked of the network, or started, is noted and does not happen.
 * Links are followed before it is asked where something lies.
 */
export const fence = (folder: string): Fence => {
  let tried: string[] = []
  const refuse = (what: string): never => {
    tried.push(what)
    throw Object.assign(new Error(`fenced off: ${what}`), { code: 'EACCES', syscall: what })
  }
  const inside = fs.realpathSync(folder)
  const realpath = fs.realpathSync
  const check = (doing: string, path: unknown) => {
    const at = placeOf(path, realpath)
    if (at !== undefined && at !== inside && !at.startsWith(inside + sep)) refuse(`${doing} ${at}`)
  }
  const isObject = (each: unknown): each is Record<string, unknown> => typeof each === 'object' && each !== null
  const writes = (flags: unknown) =>
    typeof flags === 'number' ? (flags & 3) !== 0 : typeof flags === 'string' && flags !== 'r'
  for (const module of [fs, fs.promises] as unknown as Record<string, (...given: unknown[]) => unknown>[])
    for (const [name, paths] of Object.entries(writing))
      for (const each of [name, `${name}Sync`]) {
        const real = module[each]
        if (typeof real !== 'function') continue
        module[each] = function (this: unknown, ...given: unknown[]) {
          if (name !== 'open' || writes(given[1])) for (const at of paths) check(each, given[at])
          return real.apply(this, given)
        }
      }
  for (const [what, module, names] of [
    ['connected to', net.Socket.prototype, ['connect']],
    ['listened at', net.Server.prototype, ['listen']],
    ['sent to', dgram.Socket.prototype, ['send', 'bind']],
    ['looked up', dns, ['lookup', 'resolve', 'resolve4', 'resolve6']],
    ['looked up', dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6']],
    ['started', childProcess, ['spawnSync', 'execFileSync', 'execSync']],
    ['fetched', globalThis, ['fetch']],
  ] as const)
    for (const name of names)
      Object.assign(module, {
        [name]: (first: unknown) =>
          refuse(`${what} ${isObject(first) ? JSON.stringify(first).slice(0, 200) : String(first)}`),
      })
  const { prototype } = (childProcess as unknown as { ChildProcess: { prototype: Spawns } }).ChildProcess
  const { spawn } = prototype
  prototype.spawn = function (options) {
    const program = options.args.find(each => each.endsWith('.js'))
    if (options.file !== process.execPath || program === undefined || !program.startsWith(own))
      refuse(`started ${options.file} ${options.args.join(' ')}`)
    return spawn.call(this, options)
  }
  syncBuiltinESMExports()
  return {
    tried: () => {
      const all = tried
      tried = []
      return all
    },
  }
}

/** Processes of ours, as the one that decodes Parquet, are no program of a file. */
const own = fileURLToPath(new URL('../../dist/', import.meta.url))
interface Spawns {
  spawn: (options: { readonly file: string; readonly args: readonly string[] }) => unknown
}

/** What writes, and which of its arguments are the paths. */
const writing: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    [
      'open',
      'writeFile',
      'appendFile',
      'mkdir',
      'mkdtemp',
      'rm',
      'rmdir',
      'unlink',
      'truncate',
      'chmod',
      'chown',
      'utimes',
      'lutimes',
      'createWriteStream',
    ].map(name => [name, [0]]),
  ),
  ...Object.fromEntries(['rename', 'link'].map(name => [name, [0, 1]])),
  ...Object.fromEntries(['symlink', 'copyFile', 'cp'].map(name => [name, [1]])),
}

/** Where a path ends when the links of what is there already are followed. */
const placeOf = (path: unknown, realpath: (path: string) => string): string | undefined => {
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return undefined
  const whole = resolve(path instanceof URL ? fileURLToPath(path) : path.toString())
  for (let at = whole; ; at = dirname(at)) {
    try {
      return realpath(at) + whole.slice(at.length)
    } catch {
      if (at === dirname(at)) return whole
    }
  }
}
