import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import { contract as losses } from '../../../losses/test/contract.js'
import { contract as poolings } from '../../../pooling/test/contract.js'
import { moduleContract as modules } from '../../../pooling/test/modules.js'
import { tokenModuleContract as tokenModules } from '../../../pooling/test/tokenModules.js'
import { openEngine } from '../../src/engine/engine.js'

/** The contracts of losses and poolings on WebAssembly, which works on every machine. */
const engine = await openEngine({ engine: 'wasm' })()
if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)

losses(test, engine.right.name, [1])
poolings(test, engine.right.name, [1])
modules(test, engine.right.name)
tokenModules(test, engine.right.name)

test.run()
