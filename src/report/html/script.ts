/**
 * The report's only script: it shows the filters and hides what does not fit them. Without it everything is there to read. It reads the
 * page and nothing else.
 */
export const script = `
(() => {
  'use strict'
  const form = document.getElementById('filters')
  const told = document.getElementById('told')
  const items = [...document.querySelectorAll('[data-finding]')]
  const texts = new Map()
  for (const item of items) {
    const number = item.dataset.finding
    texts.set(number, (texts.get(number) || '') + ' ' + item.textContent.toLowerCase())
  }
  const fits = ({ finding, severity, exposures, layers }, wanted) =>
    wanted.severities.has(severity) &&
    (wanted.exposure === '' || exposures.split(' ').includes(wanted.exposure)) &&
    (wanted.layer === '' || layers.split(' ').includes(wanted.layer)) &&
    texts.get(finding).includes(wanted.text)
  const update = () => {
    const data = new FormData(form)
    const wanted = {
      severities: new Set(data.getAll('severity')),
      exposure: data.get('exposure') || '',
      layer: data.get('layer') || '',
      text: (data.get('text') || '').trim().toLowerCase(),
    }
    const shown = new Set()
    for (const item of items) {
      item.hidden = !fits(item.dataset, wanted)
      if (!item.hidden) shown.add(item.dataset.finding)
    }
    told.textContent = shown.size + ' of ' + texts.size + ' shown'
  }
  form.addEventListener('input', update)
  form.addEventListener('reset', () => setTimeout(update))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.hidden = false
  update()
})()
`
