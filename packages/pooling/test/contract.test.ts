import '../../core/test/cpu.js'
import { test } from 'uvu'
import { contract } from './contract.js'
import { moduleContract } from './modules.js'
import { tokenModuleContract } from './tokenModules.js'

contract(test, 'cpu')
moduleContract(test, 'cpu')
tokenModuleContract(test, 'cpu')

test.run()
