/* A talk that shows by itself what was written meanwhile. Without this file the page has a link that loads it anew. */
(function () {
  'use strict'
  let room = document.querySelector('[data-live]')
  if (!room || !window.EventSource || !window.fetch) return

  let waiting = false
  const source = new EventSource(room.dataset.live + '?v=' + room.dataset.version)
  source.addEventListener('changed', function () {
    if (isBusy()) say()
    else load()
  })
  window.addEventListener('pagehide', function () { source.close() })

  // Somebody who types or has opened a part keeps the page as it is.
  function isBusy () {
    if (room.querySelector('details[open]')) return true
    return Array.from(room.querySelectorAll('textarea, input:not([type=hidden]), select')).some(function (field) {
      if (field === document.activeElement) return true
      if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
      return field.type === 'file' ? field.value : field.value !== field.defaultValue
    })
  }

  function say () {
    const place = room.querySelector('[data-live-words]')
    if (place) place.textContent = '新しい書き込みがあります。書き終えてから、左のリンクでご覧ください。'
  }

  function load () {
    if (waiting) return
    waiting = true
    fetch(window.location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
      .then(function (response) {
        if (!response.ok || response.redirected) throw new Error('talk')
        return response.text()
      })
      .then(function (text) {
        const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-live]')
        if (!fresh || isBusy()) return say()
        room.replaceWith(fresh)
        room = fresh
        const place = room.querySelector('[data-live-words]')
        if (place) place.textContent = '新しい書き込みを表示しました。'
      })
      .catch(say)
      .finally(function () { waiting = false })
  }
})()
