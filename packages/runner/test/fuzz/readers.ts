import type { Reader } from './reader.js'
import { configs } from './readers/configs.js'
import { dataReaders } from './readers/data.js'
import { filesOfRuns, severalRuns } from './readers/filesOfRuns.js'
import { hubAnswers } from './readers/hub.js'
import { indexes } from './readers/indexes.js'
import { configurations, moduleFiles, tableFolders, weightsIndex } from './readers/models.js'
import { pipelineReaders } from './readers/pipelines.js'
import { checkpoints, runFolders } from './readers/runs.js'
import { tokenizers } from './readers/tokenizers.js'
import { safetensors } from './readers/weights.js'
import { wheels } from './readers/wheels.js'
import { wordVectorReaders } from './readers/wordVectors.js'

/** Whatever reads files that nobody vouches for: a line of this list more is one more kind of file that is fuzzed. */
export const readers: readonly Reader[] = [
  safetensors,
  weightsIndex,
  tokenizers,
  configurations,
  moduleFiles,
  tableFolders,
  ...dataReaders,
  ...wordVectorReaders,
  ...pipelineReaders,
  wheels,
  runFolders,
  checkpoints,
  filesOfRuns,
  severalRuns,
  indexes,
  hubAnswers,
  configs,
]
