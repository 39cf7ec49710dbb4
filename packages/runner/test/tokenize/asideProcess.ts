// A program with a thread that it never closes: it must end all the same.
import { tokenizeAside } from '../../src/tokenize/tokenizeAside.js'
import { toyParts } from './toyTokenizer.js'

const aside = tokenizeAside(toyParts)
if (process.argv[2] === 'used') aside.tokenize(['a'], 9).then(({ ids }) => console.log(String(ids)))
else console.log('no question')
