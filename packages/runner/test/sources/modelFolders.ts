import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { safetensorsBytes } from '../../src/sources/safetensorsWrite.js'

/** Files by path: an object becomes JSON, tensors by name become safetensors. */
export type Files = Readonly<Record<string, unknown>>

/** Writes files into a fresh folder. */
export const folderOf = (files: Files): string => {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-model-'))
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    const bytes = content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** The bytes of a weights file with tensors of these shapes, filled with 1, 2, 3 … */
export const weights = (shapes: Readonly<Record<string, readonly number[]>>): Uint8Array =>
  Buffer.concat(
    [
      ...safetensorsBytes(
        new Map(
          Object.entries(shapes).map(([name, shape]) => {
            const values = new Float32Array(shape.reduce((product, side) => product * side, 1)).map((_, i) => i + 1)
            return [name, { shape, values }]
          }),
        ),
      ),
    ].map(chunk => Buffer.from(chunk as string)),
  )

/** A checkpoint as Hugging Face tools write it: no modules.json. */
export const plain: Files = {
  'config.json': { model_type: 'bert', max_position_embeddings: 64, architectures: ['BertModel'], hidden_size: 2 },
  'tokenizer.json': { model: { type: 'WordPiece' } },
  'tokenizer_config.json': { model_max_length: 1e30 },
  'model.safetensors': weights({ 'embeddings.word_embeddings.weight': [3, 2] }),
}

/** The layout that sentence-transformers writes since version 6. */
export const current: Files = {
  ...plain,
  'tokenizer_config.json': { model_max_length: 32 },
  'modules.json': [
    { idx: 0, name: '0', path: '', type: 'sentence_transformers.base.modules.transformer.Transformer' },
    {
      idx: 1,
      name: '1',
      path: '1_Pooling',
      type: 'sentence_transformers.sentence_transformer.modules.pooling.Pooling',
    },
    { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.base.modules.normalize.Normalize' },
  ],
  'sentence_bert_config.json': { transformer_task: 'feature-extraction', module_output_name: 'token_embeddings' },
  'config_sentence_transformers.json': { prompts: { query: 'q: ', document: '' }, similarity_fn_name: 'dot' },
  '1_Pooling/config.json': { embedding_dimension: 2, pooling_mode: 'cls', include_prompt: false },
  '2_Normalize/config.json': { module_input_name: 'sentence_embedding', module_output_name: 'sentence_embedding' },
}

/** The layout of version 5 and before, as most published models have it. */
export const legacy: Files = {
  ...plain,
  'tokenizer_config.json': { model_max_length: 512 },
  'modules.json': [
    { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
    { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
    { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
  ],
  'sentence_bert_config.json': { max_seq_length: 24, do_lower_case: true },
  '1_Pooling/config.json': {
    word_embedding_dimension: 2,
    pooling_mode_cls_token: false,
    pooling_mode_mean_tokens: true,
    pooling_mode_max_tokens: true,
    pooling_mode_mean_sqrt_len_tokens: false,
  },
}
