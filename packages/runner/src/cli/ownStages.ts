import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Defined } from '../encode/stages.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { readTypeScript } from './typescript.js'

/** The stages that a module exports: what `--with FILE` adds to those that are known. */
export const ownStages = async (file: string | undefined): Promise<Either<Problems, readonly Defined[]>> => {
  if (file === undefined) return right([])
  const path = resolve(file)
  try {
    await access(path)
  } catch (error) {
    return left([fileTrouble(error, path)])
  }
  const done = await readTypeScript()
  try {
    const found = Object.values(await import(pathToFileURL(path).href)).filter(isDefined)
    return found.length > 0
      ? right(found)
      : left([problem(`--with ${file}: no stage is exported; write export const mine = definePooling(…)`)])
  } catch (error) {
    return left([problem(`--with ${file} does not load: ${(error as Error)?.message ?? error}`)])
  } finally {
    await done()
  }
}

const isDefined = (value: unknown): value is Defined => typeof value === 'function' && 'definition' in value
