import { act, comparison, domain, state, tally, timetable } from './define.js'
import { anyone, meetings, sizes } from './everyone.js'

export const school = domain({
  name: 'school',
  people: `teacher, pupil|student, headmaster|head teacher, librarian, professor, ${anyone}`,
  places: 'at school, in the classroom, in the library, in the lecture hall',
  acts: [
    act('explain|=give an explanation of', 'rule, poem, problem, experiment, theory'),
    act('correct|mark', 'test, essay, exercise, exam|examination', { counted: true, noun: 'correction' }),
    act('write|=put _ on paper', 'story, poem, letter, essay', { counted: true }),
    act('answer|reply to|=give an answer to', 'question, letter, message', { opposite: 'ignore|=pay no attention to' }),
    act('draw|sketch|=make a drawing of', 'map, tree, house, face, bird', { counted: true, qualities: sizes }),
    act('borrow', 'book, dictionary, pen, laptop, ruler', {
      counted: true,
      opposite: 'return|bring back|give back',
    }),
    act('solve|work out|=find the answer to', 'problem, puzzle, riddle, equation', { counted: true }),
  ],
  meetings,
  gifts: 'book, pen, dictionary, ruler, laptop',
  steps:
    'finish the essay|complete the essay, read the chapter|read through the chapter, answer the question|reply to the question, clean the blackboard|wipe the blackboard, open the window, collect the books|gather the books',
  states: [
    state('test, exam|examination, exercise, problem, puzzle', 'easy|simple', 'difficult|hard'),
    state('answer, solution, translation', 'right|correct', 'wrong|incorrect', true),
    state('library, school, laboratory|lab', 'open', 'closed|shut', true),
    state('lesson|class, lecture, book, course', 'interesting', 'boring|dull'),
  ],
  comparisons: [
    comparison(
      'teacher, professor, librarian, headmaster|head teacher',
      'old < young',
      'tall < short',
      'strict < lenient',
    ),
    comparison('test, exam|examination, essay, exercise', 'long < short', 'difficult|hard < easy'),
  ],
  tallies: [
    tally('on the desk', 'the desk', 'holds', 'book, pen, pencil, ruler'),
    tally('in the classroom', 'the classroom', 'contains|has', 'table, chair, computer, desk'),
  ],
  timetables: [
    timetable('lesson|class, lecture, exam|examination, course', ['start|begin', 'start'], ['end|finish', 'end']),
    timetable('library, school, laboratory|lab', ['open', 'opening'], ['close|shut', 'closing']),
  ],
})
