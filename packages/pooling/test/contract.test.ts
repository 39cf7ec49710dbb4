import '../../core/test/cpu.js'
import { test } from 'uvu'
import { contract } from './contract.js'
import { moduleContract } from './modules.js'

contract(test, 'cpu')
moduleContract(test, 'cpu')

test.run()
