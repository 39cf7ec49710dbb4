import { basename } from 'node:path'
import { brief, type Data, type Model, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { identifier, reserved } from '../text/identifiers.js'
import { writeAtomically } from './atomicWrite.js'
import { lockedData, lockedModel } from './lockCodec.js'
import { type Literal, printLiteral } from './lockLiteral.js'
import { parseLiteral, skipSpace } from './lockParse.js'
import { readWhole } from './readWhole.js'

export type LockEntry = Data | Model

/** What `siamese.lock.ts` holds, by name. A file that is not there holds nothing. It is read as data; nothing in it is run. */
export const readLock =
  (path: string): TaskEither<Problems, readonly LockEntry[]> =>
  async () => {
    const read = await readWhole(path)
    if (isLeft(read)) return read
    return read.right === undefined ? right([]) : parseLock(basename(path), read.right.toString('utf8'))
  }

/** Adds entries to a lock. An entry of the same name is replaced, the others stay as they are. */
export const writeLock =
  (path: string, entries: readonly LockEntry[]): TaskEither<Problems, void> =>
  async () => {
    const wrong = entries.flatMap(entry => nameFaults(nameOf(entry)))
    if (wrong.length > 0) return left(wrong)
    const before = await readLock(path)()
    if (isLeft(before)) return before
    const added = new Set(entries.map(nameOf))
    const others = entries.flatMap(entry =>
      before.right
        .filter(one => nameOf(one) === nameOf(entry) && typeOf(one) !== typeOf(entry))
        .map(one => problem(otherKind(basename(path), one))),
    )
    if (others.length > 0) return left(others)
    return writeAtomically(path, printLock([...before.right.filter(entry => !added.has(nameOf(entry))), ...entries]))()
  }

const otherKind = (file: string, entry: LockEntry): string =>
  `${file} has ${typeOf(entry) === 'Data' ? 'data' : 'a model'} of the name ${nameOf(entry)}: choose another name behind --as`

/** Why a name cannot be exported from a lock. */
export const nameFaults = (name: string): Problems =>
  /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name)
    ? []
    : [problem(`--as ${name}: expected a name that a program can import, as in --as ${identifier(name, 'Data')}`)]

export const nameOf = (entry: LockEntry): string => ('data' in entry ? entry.data : entry.model)

export const printLock = (entries: readonly LockEntry[]): string => {
  const sorted = [...entries].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const types = [...new Set(sorted.map(typeOf))].sort()
  const imports = types.length === 0 ? 'export {}\n' : `import type { ${types.join(', ')} } from '@siamese/core'\n`
  // An entry is plain data that JSON can say.
  const exports = sorted.map(
    entry =>
      `\nexport const ${nameOf(entry)} = ${printLiteral(entry as unknown as Literal)} as const satisfies ${typeOf(entry)}\n`,
  )
  return `${header}${imports}${exports.join('')}`
}

export const parseLock = (file: string, text: string): Either<Problems, readonly LockEntry[]> => {
  const entries: LockEntry[] = []
  const faults: Problem[] = []
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const start = text.slice(at)
    const other = /^(import type \{[^}]*\} from ['"]@siamese\/core['"]|export \{\}|;)/.exec(start)
    if (other !== null) {
      at += other[0].length
      continue
    }
    const [opening, name = ''] = /^export const ([\w$]+) =/.exec(start) ?? []
    if (opening === undefined) return left([...faults, edited(file, text, at)])
    const parsed = parseLiteral(text, at + opening.length)
    if ('fault' in parsed) return left([...faults, edited(file, text, parsed.fault)])
    const ending = /^\s+as const satisfies (Data|Model)\b/.exec(text.slice(parsed.end))
    if (ending === null) return left([...faults, edited(file, text, skipSpace(text, parsed.end))])
    const entry = decode(name, ending[1] === 'Data' ? lockedData : lockedModel, parsed.literal)
    if (typeof entry === 'string') faults.push(problem(`${file}, ${name}: ${entry}`))
    else entries.push(entry)
    at = parsed.end + ending[0].length
  }
  return faults.length > 0 ? left(faults) : right(entries)
}

const header = `// Written by \`siamese add\`: what was added, with the sizes and columns that types need and the hashes that runs check.
// Do not edit; add again instead.
`

const typeOf = (entry: LockEntry): 'Data' | 'Model' => ('data' in entry ? 'Data' : 'Model')

const decode = (name: string, codec: t.Decoder<unknown, LockEntry>, literal: Literal): LockEntry | string => {
  const decoded = codec.decode(literal)
  if (isLeft(decoded)) {
    const context = decoded.left[0]!.context
    // The members of an intersection are numbered, and no key of the lock.
    const isMember = (i: number) => (context[i - 1]?.type as { _tag?: string } | undefined)?._tag === 'IntersectionType'
    const key = context.filter(({ key }, i) => key !== '' && !isMember(i)).map(({ key }) => key)
    return `${key.join('.') || 'the entry'} is ${brief(context.at(-1)?.actual)}, which siamese add did not write; add ${name} again`
  }
  // The literal that the codec let through: the codec itself adds the keys that may be left out, without a value.
  return nameOf(decoded.right) === name
    ? (literal as unknown as LockEntry)
    : `it is called ${nameOf(decoded.right)} inside; add ${name} again`
}

const edited = (file: string, text: string, at: number): Problem => {
  const line = text.slice(0, at).split('\n').length
  return problem(`${file}:${line} is not as siamese add wrote it; undo the edit, or remove the file and add again`)
}
