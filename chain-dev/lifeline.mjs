// Runs a command for as long as whoever started this script lives: node lifeline.mjs COMMAND ARGUMENT...
// Its standard input is the lifeline. When that ends, because the other side closed it or died (kill -9 included), the command is
// asked to stop, and killed when it has not stopped after GRACE. The exit code is the command's.
import { spawn } from 'node:child_process'

const GRACE = 5000 // ms

const [command, ...args] = process.argv.slice(2)
// Detached: Ctrl-C in a terminal reaches the starting program only, which then ends the command in order.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: process.platform !== 'win32' })
child.on('error', (error) => {
  process.stderr.write(`cannot run ${command}: ${error.message}\n`)
  process.exit(127)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1)))

function stop() {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), GRACE).unref()
}
process.stdin.resume()
process.stdin.once('end', stop).once('error', stop)
process.once('SIGTERM', stop)
process.on('SIGINT', () => {})
