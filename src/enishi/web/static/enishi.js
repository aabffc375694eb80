/* Small conveniences. Every page works without this file. */
(function () {
  'use strict'

  // The list of problems on top of a form takes the focus, so that it is read out first.
  const summary = document.getElementById('problems')
  if (summary) summary.focus()

  // At the desk: what became of a press is read out, and the next Tab is its 「元に戻す」; what was asked for likewise.
  if (!summary && !location.hash && document.body.classList.contains('staff')) {
    const arrived = document.querySelector('[data-arrive]')
    if (arrived) arrived.focus()
  }

  // A larger letter at once, without loading the page again: what was typed stays.
  const sizes = document.querySelector('form.size')
  if (sizes && window.fetch) {
    sizes.addEventListener('submit', function (event) {
      const button = event.submitter
      if (!button) return
      event.preventDefault()
      const data = new URLSearchParams(new FormData(sizes))
      data.set('size', button.value)
      fetch(sizes.action, { method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual' })
        .then(function (response) {
          if (!response.ok && response.type !== 'opaqueredirect') throw new Error('letters')
          document.documentElement.className = 'text-' + button.value
          sizes.querySelectorAll('button').forEach(function (each) {
            each.setAttribute('aria-pressed', String(each === button))
          })
        })
        .catch(function () {
          const chosen = document.createElement('input')
          chosen.type = 'hidden'
          chosen.name = 'size'
          chosen.value = button.value
          sizes.append(chosen)
          sizes.submit()
        })
    })
  }

  // Back to a form after signing in elsewhere: its token is old by then, so fetch the present one.
  window.addEventListener('pageshow', function (event) {
    const entry = performance.getEntriesByType && performance.getEntriesByType('navigation')[0]
    const fields = document.querySelectorAll('input[name="csrfmiddlewaretoken"]')
    const source = document.documentElement.dataset.token
    if (!source || !fields.length || !(event.persisted || (entry && entry.type === 'back_forward'))) return
    fetch(source, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      .then(function (response) { return response.json() })
      .then(function (fresh) { fields.forEach(function (field) { field.value = fresh.token }) })
      .catch(function () {})
  })

  // A passkey dialogue that was closed or failed: say so beside the button.
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const place = document.getElementById('key-problem')
    if (place) { place.hidden = false; place.focus() }
  })
  document.querySelectorAll('[data-needs-script]').forEach(function (part) { part.hidden = false })
})()
