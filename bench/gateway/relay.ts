/** A process of its own that passes bytes on to port `argv[2]` and reads none: what a hop costs on this machine, whoever makes it. */
import net from 'node:net'

const server = net.createServer({ noDelay: true }, near => {
  const far = net.connect({ port: Number(process.argv[2]), host: '127.0.0.1', noDelay: true })
  near.pipe(far).pipe(near)
  near.on('error', () => far.destroy())
  far.on('error', () => near.destroy())
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as net.AddressInfo).port }))
