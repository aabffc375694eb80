/* Registration: says what was kept and understood, and proposes what can be known. Every page works without this file. */
(function () {
  'use strict'

  document.querySelectorAll('[data-prints]').forEach(function (button) {
    button.addEventListener('click', function () { window.print() })
  })

  const form = document.querySelector('form[data-keeps]')
  const line = document.getElementById('kept')
  if (!form || !line) return

  function echo(id, words) {
    const control = document.getElementById(id)
    const field = control && control.closest('.field')
    if (!field) return
    let place = document.getElementById(id + '_echo')
    if (!words) { if (place) place.remove(); return }
    if (!place) {
      place = document.createElement('p')
      place.className = 'echo'
      place.id = id + '_echo'
      field.append(place)
      if (control.matches('input, textarea, select')) {
        control.setAttribute('aria-describedby', ((control.getAttribute('aria-describedby') || '') + ' ' + place.id).trim())
      }
    }
    if (place.textContent !== words) place.textContent = words
  }

  // Only into an empty control that nobody is typing in, or over a proposal that nobody has touched.
  function propose(id, proposal) {
    const control = document.getElementById(id)
    if (!control || control === document.activeElement) return
    if (control.value !== '' && control.value !== control.dataset.proposed) return
    control.value = control.dataset.proposed = proposal.value
    echo(id, proposal.why)
  }

  // What is kept while typing may arrive after what the button sent: the server goes by the turn.
  const turn = form.elements.namedItem('turn')
  function next() { turn.value = String(Number(turn.value) + 1) }
  form.addEventListener('submit', next)
  form.addEventListener('htmx:configRequest', function (event) { next(); event.detail.parameters.turn = turn.value })

  form.addEventListener('htmx:afterRequest', function (event) {
    if (!event.detail.successful) { line.textContent = line.dataset.failed; return }
    let answer
    try { answer = JSON.parse(event.detail.xhr.responseText) } catch (fault) { return }
    line.textContent = answer.words
    Object.entries(answer.echoes).forEach(function (pair) { echo(pair[0], pair[1]) })
    Object.entries(answer.proposals).forEach(function (pair) { propose(pair[0], pair[1]) })
  })
})()
