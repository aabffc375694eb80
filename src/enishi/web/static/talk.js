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

  // Somebody who types, stands on a link with the keyboard, marks words or has opened a part keeps the page as it is.
  function isBusy () {
    if (room.querySelector('details[open]') || room.contains(document.activeElement)) return true
    const marked = document.getSelection()
    if (marked && !marked.isCollapsed && room.contains(marked.anchorNode)) return true
    return Array.from(room.querySelectorAll('textarea, input:not([type=hidden]), select')).some(function (field) {
      if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
      return field.type === 'file' ? field.value : field.value !== field.defaultValue
    })
  }

  function say () {
    const place = room.querySelector('[data-live-words]')
    if (!place) return
    const reading = inView()
    place.textContent = '新しい書き込みがあります。書き終えてから、ご覧ください。'
    place.parentElement.classList.add('news')
    stay(reading)
  }

  // The part that is being read stays where it is on the screen when something grows above it.
  function inView () {
    const part = Array.from(room.querySelectorAll('[id]')).find(function (each) {
      const box = each.getBoundingClientRect()
      return box.height > 0 && box.top >= 0 && box.top < window.innerHeight
    })
    return part && { id: part.id, top: part.getBoundingClientRect().top }
  }

  function stay (before) {
    const part = before && document.getElementById(before.id)
    if (part) window.scrollBy({ top: part.getBoundingClientRect().top - before.top, behavior: 'instant' })
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
        const reading = inView()
        room.replaceWith(fresh)
        room = fresh
        const place = room.querySelector('[data-live-words]')
        if (place) place.textContent = '新しい書き込みを表示しました。'
        stay(reading)
      })
      .catch(say)
      .finally(function () { waiting = false })
  }
})()
