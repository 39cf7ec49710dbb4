import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sha256Of } from '../../src/sources/hash.js'

export interface LoopbackHub {
  readonly endpoint: string
  /** Method and path of every request, in order. */
  readonly asked: string[]
  /** Files that are given with other bytes than are listed. */
  readonly damaged: Set<string>
  readonly close: () => Promise<void>
}

export const commit = '0123456789abcdef0123456789abcdef01234567'
export const secret = 'hf_secret'

/** Every safetensors file counts as large, as on the hub. */
const isLarge = (path: string) => path.endsWith('.safetensors')
const gitHash = (bytes: Buffer) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')

/**
 * A server on this machine that speaks the hub's paths. It holds `me/open` and the data set `me/data`, both with these
 * files, and `me/closed`, which asks for the secret token. `me/busy` answers 429.
 */
export const loopbackHub = async (files: Readonly<Record<string, Buffer>>): Promise<LoopbackHub> => {
  const asked: string[] = []
  const damaged = new Set<string>()
  const pages = Object.entries(files)
  const server = createServer(({ method, url, headers }, response) => {
    const { pathname, searchParams } = new URL(url!, 'http://hub')
    asked.push(`${method} ${pathname}`)
    const say = (status: number, body: unknown, more = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(JSON.stringify(body))
    }
    const [, api, name, rest] = /^(\/api\/models|\/api\/datasets|\/datasets|)\/(me\/\w+)\/(.*)$/.exec(pathname) ?? []
    if (name === 'me/busy') return say(429, { error: 'Too many requests' })
    if (name === 'me/closed' && headers.authorization !== `Bearer ${secret}`) return say(401, { error: 'Unauthorized' })
    if (name === undefined || !['me/open', 'me/closed', 'me/data'].includes(name))
      return say(401, { error: 'No repository' })
    const [, verb, revision, path] = /^(revision|tree|resolve)\/([^/]+)\/?(.*)$/.exec(rest!) ?? []
    if (revision !== commit && revision !== 'main') return say(404, { error: 'Invalid rev id' })
    if (verb === 'revision')
      return say(200, { _id: '1', id: name, sha: commit, private: false, lastModified: '2026-01-01' })
    if (verb === 'tree' && api!.startsWith('/api')) {
      const page = Number(searchParams.get('cursor') ?? 0)
      const next = `http://${headers.host}${pathname}?recursive=true&cursor=${page + 3}`
      const more = page + 3 < pages.length ? { Link: `<${next}>; rel="next"` } : {}
      return say(
        200,
        pages.slice(page, page + 3).map(([path, bytes]) => entry(path, bytes)),
        more,
      )
    }
    const bytes = files[path!]
    if (verb !== 'resolve' || bytes === undefined) return say(404, {}, { 'X-Error-Code': 'EntryNotFound' })
    const content = damaged.has(path!) ? Buffer.from(bytes).fill(0) : bytes
    const told = { ETag: `"${isLarge(path!) ? sha256Of(bytes) : gitHash(bytes)}"`, 'X-Repo-Commit': commit }
    if (headers.range !== 'bytes=0-0') return response.writeHead(200, told).end(content)
    response.writeHead(206, { ...told, 'Content-Range': `bytes 0-0/${bytes.length}` }).end(content.subarray(0, 1))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { endpoint: `http://127.0.0.1:${port}`, asked, damaged, close }
}

const entry = (path: string, bytes: Buffer) => ({
  type: 'file',
  path,
  size: bytes.length,
  oid: gitHash(bytes),
  ...(isLarge(path) ? { lfs: { oid: sha256Of(bytes), size: bytes.length, pointerSize: 130 } } : {}),
})
