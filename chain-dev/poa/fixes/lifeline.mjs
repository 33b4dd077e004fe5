// Stops the node when whoever started it goes away, even by kill -9: standard input ends then.
import process from 'node:process'

/** Starts to watch standard input. */
export function holdLifeline() {
  // The client shuts down in order on SIGTERM; before it listens to that, there is nothing to lose.
  const stop = () => process.kill(process.pid, 'SIGTERM')
  process.stdin.resume()
  process.stdin.on('pause', () => process.stdin.resume()) // the client pauses it when it has read the signer's key
  process.stdin.once('end', stop).once('error', stop)
}
