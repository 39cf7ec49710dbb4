import { readFileSync } from 'node:fs'

/** The instruction sets of this processor that decide how fast a matmul is; empty where the system does not tell. */
export const cpuFeatures = (): readonly string[] => {
  if (process.arch === 'arm64') return ['neon']
  if (process.platform !== 'linux') return []
  const [, flags = ''] = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? []
  const present = new Set(flags.trim().split(/\s+/))
  return deciding.filter(name => present.has(name))
}

const deciding = ['sse4_2', 'avx', 'avx2', 'fma', 'avx512f', 'avx512_vnni', 'avx512_bf16', 'amx_bf16']
