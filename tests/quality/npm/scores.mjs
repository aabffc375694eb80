// Lighthouse's accessibility score of every address on stdin, in one browser (CHROME_PATH); a line of JSON for each.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { readFileSync } from 'node:fs'

const require = createRequire(process.argv[2] + '/package.json')
const load = async (name) => import(pathToFileURL(require.resolve(name)))
const { default: lighthouse } = await load('lighthouse')
const { launch } = await load('chrome-launcher')

const chrome = await launch({
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync']
})
try {
  for (const address of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port, logLevel: 'error', output: 'json', onlyCategories: ['accessibility'],
      disableStorageReset: true
    })
    const failed = Object.values(lhr.audits).filter((a) => a.score !== null && a.score < 1)
    console.log(JSON.stringify({
      address,
      score: lhr.categories.accessibility.score,
      failed: failed.map((a) => [a.id, (a.details?.items ?? []).slice(0, 3).map((i) => i.node?.snippet ?? '')])
    }))
  }
} finally {
  await chrome.kill()
}
