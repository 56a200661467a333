/** What is deployed agrees with what is served: addresses, options, ports, and the least privileges. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { gatewayCommand } from '../src/cli/gateway.ts'
import { serveCommand } from '../src/cli/serve.ts'
import { systemClock } from '../src/clock.ts'
import { routes } from '../src/server/routes/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const manifests = ['deploy', 'examples'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.ya?ml$/.test(file))
    .map(file => join(folder, file)),
)
const paths = new Set(routes.map(route => route.path))
const io = { out: () => 0, err: () => 0, isTerminal: false, clock: systemClock, env: {} }
const [serve, gateway] = [serveCommand(io), gatewayCommand(io)]
const options = new Set(serve.options.map(option => option.long))

test.each(manifests)('%s is sound YAML without doubled keys', file => {
  for (const document of parseAllDocuments(read(file), { uniqueKeys: true }))
    expect(document.errors).toEqual([])
})

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) })
const statefulSet = z.object({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('StatefulSet'),
  spec: z.object({
    replicas: z.literal(1),
    serviceName: z.string(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        securityContext: z.object({ runAsNonRoot: z.literal(true) }),
        automountServiceAccountToken: z.literal(false),
        containers: z.tuple([
          z.object({
            args: z.array(z.string()),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            readinessProbe: probe,
            livenessProbe: probe,
            securityContext: z.object({
              allowPrivilegeEscalation: z.literal(false),
              readOnlyRootFilesystem: z.literal(true),
              capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
            }),
            volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
          }),
        ]),
        volumes: z.array(z.object({ name: z.string() })),
      }),
    }),
    volumeClaimTemplates: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
  }),
})

const gatewayDeployment = z.object({
  apiVersion: z.literal('apps/v1'),
  spec: z.object({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: statefulSet.shape.spec.shape.template.shape.spec,
    }),
  }),
})

describe('the Kubernetes manifest', () => {
  const found = parseAllDocuments(read('deploy/kubernetes/stillwatch.yaml')).map(each => each.toJS())
  const set = statefulSet.parse(found.find(each => each.kind === 'StatefulSet'))
  const { template, selector, volumeClaimTemplates, serviceName } = set.spec
  const [container] = template.spec.containers

  test('runs one process without privileges, and asks it at addresses that exist', () => {
    for (const { httpGet } of [container.readinessProbe, container.livenessProbe]) {
      expect(paths).toContain(httpGet.path)
      expect(container.ports.map(port => port.name)).toContain(httpGet.port)
    }
  })

  test('starts the service with options that it has', () => {
    for (const word of container.args.filter(word => word.startsWith('--'))) expect(options).toContain(word)
  })

  test('finds its pods, its service and its volumes by their names', () => {
    expect(template.metadata.labels).toMatchObject(selector.matchLabels)
    const service = found.find(each => each.kind === 'Service')
    expect([service.metadata.name, service.spec.selector]).toEqual([serviceName, selector.matchLabels])
    const volumes = [
      ...template.spec.volumes.map(each => each.name),
      ...volumeClaimTemplates.map(each => each.metadata.name),
    ]
    for (const { name } of container.volumeMounts) expect(volumes).toContain(name)
  })
})

describe('the gateway’s manifest', () => {
  const found = parseAllDocuments(read('deploy/kubernetes/gateway.yaml')).map(each => each.toJS())
  const deployment = gatewayDeployment.parse(found.find(each => each.kind === 'Deployment'))
  const { template, selector } = deployment.spec
  const [container] = template.spec.containers

  test('starts the gateway with options that it has, on the ports that it names', () => {
    expect(container.args[0]).toBe('gateway')
    const own = new Set(gateway.options.map(option => option.long))
    for (const word of container.args.filter(word => word.startsWith('--'))) expect(own).toContain(word)
    const [calls, status] = container.ports.map(port => String(port.containerPort))
    expect(gateway.options.find(option => option.long === '--port')?.defaultValue).toBe(calls)
    expect(container.args[container.args.indexOf('--status-port') + 1]).toBe(status)
  })

  test('is asked on its own port how it is, and is found by its service', () => {
    for (const { httpGet } of [container.readinessProbe, container.livenessProbe]) {
      expect(['/readyz', '/healthz']).toContain(httpGet.path)
      expect(httpGet.port).toBe('status')
    }
    expect(template.metadata.labels).toMatchObject(selector.matchLabels)
    const service = found.find(each => each.kind === 'Service')
    expect(service.spec.selector).toEqual(selector.matchLabels)
    expect(service.spec.ports[0].targetPort).toBe('calls')
  })
})

test('the image runs what the package runs, as nobody in particular', () => {
  const lines = read('deploy/Dockerfile')
  expect(lines).toContain('USER node')
  expect(lines).toContain('"dist/cli/main.js"')
  for (const [word] of lines.matchAll(/(?<=CMD \["serve".*)--[a-z-]+/g)) expect(options).toContain(word)
})

test('examples name only addresses that are served', () => {
  const files = [
    'curl/send.sh',
    'otel-collector/collector.yaml',
    'litellm/config.yaml',
    'nginx/nginx.conf',
    'envoy/envoy.yaml',
  ]
  for (const file of files) {
    const named = [...read(`examples/${file}`).matchAll(/\/v1\/[a-z/-]+/g)].map(([path]) => path)
    expect(named.length).toBeGreaterThan(0)
    for (const path of named) expect([...paths].some(known => known.startsWith(path))).toBe(true)
  }
})

const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].find(path => existsSync(path))
if (nginx === undefined) console.log('no nginx on this machine: its example is not tried')

test.skipIf(nginx === undefined)('nginx accepts its example', () => {
  const file = join(root, 'examples/nginx/nginx.conf')
  expect(() => execFileSync(nginx ?? '', ['-t', '-q', '-c', file], { stdio: 'pipe' })).not.toThrow()
})

test('shell examples are sound', () => {
  for (const file of ['curl/send.sh', 'gateway/start.sh'])
    expect(() => execFileSync('sh', ['-n', join(root, 'examples', file)])).not.toThrow()
})
