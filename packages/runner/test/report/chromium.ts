import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** A message of the DevTools protocol that answers nothing. */
export interface Told {
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A page of a browser without a window. */
export interface Tab {
  readonly ask: <A>(method: string, params?: object) => Promise<A>
  /** Everything that it told so far. */
  readonly told: readonly Told[]
  /** Resolves when it tells that. */
  readonly until: (method: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Chromium of the system's packages, which `.ci/run` installs where it is missing; undefined where it is. */
export const openTab = async (): Promise<Tab | undefined> => {
  const program = process.env.CHROMIUM ?? 'chromium'
  if (spawnSync(program, ['--version']).status !== 0) return undefined

  const profile = await mkdtemp(join(tmpdir(), 'siamese-chromium-'))
  const browser = spawn(
    program,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const failed = new Promise<never>((_, reject) => {
    browser.once('error', reject)
    browser.once('exit', code => reject(new Error(`chromium ended with ${code}`)))
  })
  failed.catch(() => {})
  const { ask, told, until } = protocol(browser, failed)
  const { targetId } = await ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  return {
    ask: (method, params) => ask(method, params, sessionId),
    told,
    until,
    close: async () => {
      const ended = new Promise(resolve => browser.once('exit', resolve))
      await Promise.race([ask('Browser.close'), failed]).catch(() => {})
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** Messages are JSON, each ended by a zero. */
const protocol = (browser: ChildProcess, failed: Promise<never>) => {
  const [to, from] = [browser.stdio[3] as Writable, browser.stdio[4] as Readable]
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const told: Told[] = []
  const listeners = new Set<() => void>()
  let rest = ''
  let last = 0
  from.setEncoding('utf8')
  from.on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop()!
    for (const text of messages) {
      const message = JSON.parse(text)
      if (message.id === undefined) {
        told.push(message)
        for (const listener of listeners) listener()
        continue
      }
      const { resolve, reject } = waiting.get(message.id)!
      waiting.delete(message.id)
      if (message.error) reject(new Error(message.error.message))
      else resolve(message.result as never)
    }
  })
  const ask = <A>(method: string, params: object = {}, sessionId?: string): Promise<A> => {
    const id = ++last
    const answer = new Promise<A>((resolve, reject) => waiting.set(id, { resolve, reject }))
    to.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    return Promise.race([answer, failed])
  }
  const until = (method: string): Promise<void> => {
    const from = told.length
    const found = new Promise<void>(resolve => {
      const look = () => {
        if (!told.slice(from).some(each => each.method === method)) return
        listeners.delete(look)
        resolve()
      }
      listeners.add(look)
    })
    return Promise.race([found, failed])
  }
  return { ask, told, until }
}
