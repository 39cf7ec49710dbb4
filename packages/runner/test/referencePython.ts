import { spawnSync } from 'node:child_process'

/** The Python that has the reference's packages; SIAMESE_REFERENCE_PYTHON names one. */
export const python = process.env.SIAMESE_REFERENCE_PYTHON ?? 'python3'

/** Whether it has a package. It is looked for and not loaded: loading the reference takes ten seconds. */
export const pythonHas = (name: string): boolean =>
  spawnSync(python, [
    '-c',
    `import importlib.util, sys; sys.exit(importlib.util.find_spec(${JSON.stringify(name)}) is None)`,
  ]).status === 0

/** What the reference's model of a folder makes of texts: as queries, as documents, and where nothing is said. */
export const embeddingsInPython = (
  folder: string,
  texts: readonly string[],
): Readonly<Record<'query' | 'document' | 'usual', readonly (readonly number[])[]>> => {
  const script = [
    'import json, sys',
    'from sentence_transformers import SentenceTransformer',
    'model = SentenceTransformer(sys.argv[1], device="cpu")',
    'texts = json.load(sys.stdin)',
    'print(json.dumps({"query": model.encode_query(texts).tolist(), "document": model.encode_document(texts).tolist(), "usual": model.encode(texts).tolist()}))',
  ].join('\n')
  const said = spawnSync(python, ['-c', script, folder], { input: JSON.stringify(texts), encoding: 'utf8' })
  if (said.status !== 0) throw new Error(said.stderr)
  return JSON.parse(said.stdout)
}
