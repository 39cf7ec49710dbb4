import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Machine } from './machine.js'

/** A program that compiles C++: what the user named, else what is there. */
export const findCompiler = async ({ environment, has }: Machine): Promise<string | undefined> => {
  for (const program of [environment.CXX, 'g++', 'clang++', 'c++']) if (program && (await has(program))) return program
  return undefined
}

export interface Compilation {
  readonly machine: Machine
  readonly compiler: string
  readonly headers: string
}

/** tfjs-node's binding against the library in `folder`/deps, where it looks for it again when it is loaded. */
export const compileBinding = (given: Compilation, sources: string, folder: string): Promise<Either<string, string>> =>
  compile(given, folder, join('lib', 'napi-v8', 'tfjs_binding.node'), [
    join(sources, 'tfjs_backend.cc'),
    join(sources, 'tfjs_binding.cc'),
    '-O2',
    ...againstLibrary(folder, '$ORIGIN/../../deps/lib'),
  ])

/** Operations of ours for the engine in `folder`; TensorFlow's C interface is all that they are written against. */
export const compileOperations = (given: Compilation, folder: string): Promise<Either<string, string>> =>
  compile(given, folder, join('lib', 'operations.node'), [
    source('operations.cc'),
    '-O3',
    '-fopenmp-simd',
    '-fno-math-errno',
    '-fno-trapping-math',
    '-pthread',
    ...againstLibrary(folder, '$ORIGIN/../deps/lib'),
  ])

export const compileHush = (given: Compilation, folder: string): Promise<Either<string, string>> =>
  compile(given, folder, join('lib', 'hush.node'), [source('hush.cc'), '-Os'])

/** The path is the same from `src` and from `dist`. */
const source = (name: string): string => fileURLToPath(new URL(`../../../src/engine/install/${name}`, import.meta.url))

const againstLibrary = (folder: string, found: string): readonly string[] => [
  `-I${join(folder, 'deps', 'include')}`,
  `-L${join(folder, 'deps', 'lib')}`,
  '-ltensorflow',
  '-ltensorflow_framework',
  `-Wl,-rpath,${found}`,
]

const compile = async (
  { machine, compiler, headers }: Compilation,
  folder: string,
  target: string,
  rest: readonly string[],
): Promise<Either<string, string>> => {
  await mkdir(join(folder, target, '..'), { recursive: true })
  const always = ['-shared', '-fPIC', '-std=c++17', '-DNAPI_VERSION=8', `-I${headers}`]
  const { code, output } = await machine.run(compiler, [...always, ...rest, '-o', join(folder, target)])
  const [error] = output.split('\n').filter(line => /error|undefined reference|cannot/i.test(line))
  return code === 0 ? right(target) : left(`${compiler} could not compile ${target} (${error ?? output.trim()})`)
}
