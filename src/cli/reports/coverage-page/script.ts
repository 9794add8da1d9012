/** Shows the facts of the cell under the pointer, or of the one with the focus; arrow keys move between cells. */
export const SCRIPT = `
const details = document.querySelector('.details')
const facts = JSON.parse(document.querySelector('#facts').textContent)
const cells = [...document.querySelectorAll('td button')]
const rows = [...document.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('button')])
let current
function show(cell) {
  if (cell === current) return
  current?.removeAttribute('aria-current')
  current = cell
  cell.setAttribute('aria-current', 'true')
  const [title, lines] = facts[cells.indexOf(cell)]
  details.querySelector('h2').textContent = title
  details.querySelector('dl').replaceChildren(...lines.map(([name, value]) => {
    const line = document.createElement('div')
    for (const [tag, text] of [['dt', name], ['dd', value]]) {
      const part = document.createElement(tag)
      part.textContent = text
      line.append(part)
    }
    return line
  }))
}
const cellOf = (event) => event.target.closest?.('td button')
for (const kind of ['pointerover', 'focusin', 'click'])
  document.addEventListener(kind, (event) => { const cell = cellOf(event); if (cell) show(cell) })
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
document.addEventListener('keydown', (event) => {
  const cell = cellOf(event)
  const move = MOVES[event.key]
  if (!cell || !move) return
  const row = rows.findIndex((cellsOfRow) => cellsOfRow.includes(cell))
  const next = rows[row + move[0]]?.[rows[row].indexOf(cell) + move[1]]
  if (!next) return
  event.preventDefault()
  cell.tabIndex = -1
  next.tabIndex = 0
  next.focus()
})
if (cells[0]) { cells[0].tabIndex = 0; show(cells[0]) }
`
