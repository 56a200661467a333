/** The plug-ins asked as their gateways ask them: real nginx, real Portkey; Envoy and LiteLLM by their published contracts. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Decision } from '../../src/model/decision.ts'
import { onLoopback } from '../support/loopback.ts'
import { type ModelUpstream, openModelUpstream } from '../support/model-upstream.ts'
import { type Served, servePlugIns } from '../support/plug-ins-served.ts'

const allowed: Decision = { decision: 'allow', measure: 'none', reasons: [], ttl_ms: 1_000 }
const blocked: Decision = { ...allowed, decision: 'block', measure: 'suspend', campaign: 'c-1' }
const spent: Decision = { ...allowed, decision: 'limit', measure: 'limit', retry_after_ms: 2_500 }
const byName = (account: string): Decision =>
  account.includes('hostile') ? blocked : account.includes('spent') ? spent : allowed

let served: Served
let upstream: ModelUpstream
beforeAll(async () => {
  served = await servePlugIns(byName)
  upstream = await openModelUpstream()
})
afterAll(async () => {
  await served.close()
  await upstream.close()
})
beforeEach(() => {
  served.asked.length = 0
  served.settled.length = 0
})

const call = '{"model":"model-1","messages":[{"role":"user","content":"secret words"}]}'
const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

async function freePort(): Promise<number> {
  const { port, close } = await onLoopback(net.createServer())
  await close()
  return port
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}`)
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return
    await new Promise(resume => setTimeout(resume, 50))
  }
  throw new Error(`${url} does not answer`)
}

const stop = (child: ChildProcess | undefined): Promise<void> =>
  new Promise(resolve => {
    if (child === undefined || child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill()
  })

describe('Envoy ext_authz over HTTP', () => {
  const ask = (headers: Record<string, string>, body = '', path = '/v1/chat/completions?x=1') =>
    post(`${served.url}/v1/plug/ext-authz${path}`, body, headers)

  test('200 lets a call go on and tells the upstream what was decided', async () => {
    const response = await ask({ 'x-account': 'honest' }, call)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-stillwatch-decision')).toBe('allow')
    expect(served.asked[0]).toMatchObject({
      way: 'ext-authz',
      request: { account: 'honest', model: 'model-1' },
    })
  })

  test('a refusal is what the caller’s SDK expects, in the API that was called', async () => {
    const openai = await ask({ 'x-account': 'hostile' }, call)
    expect([openai.status, (await openai.json()).error.code]).toEqual([403, 'account_suspended'])
    const anthropic = await ask(
      { 'x-account': 'hostile', 'anthropic-version': '2023-06-01' },
      call,
      '/v1/messages',
    )
    expect(await anthropic.json()).toMatchObject({ type: 'error', error: { type: 'permission_error' } })
    const limited = await ask({ 'x-account': 'spent' })
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
  })

  test('the caller’s key names the account and is never taken for ours', async () => {
    const response = await ask({ authorization: 'Bearer sk-of-a-customer', 'x-forwarded-for': '203.0.113.9' })
    expect(response.status).toBe(200)
    const [asked] = served.asked
    expect(asked?.request.account).toMatch(/^key-/)
    expect(asked?.request.client?.ip).toBe('203.0.113.9')
    expect(JSON.stringify(served.asked)).not.toContain('sk-of-a-customer')
  })

  test('a body that is cut off, or none, leaves the model unknown and decides all the same', async () => {
    expect((await ask({ 'x-account': 'honest' }, call.slice(0, 20))).status).toBe(200)
    expect(
      (await fetch(`${served.url}/v1/plug/ext-authz/v1/models`, { headers: { 'x-account': 'hostile' } }))
        .status,
    ).toBe(403)
    expect(served.asked.map(({ request }) => request.model)).toEqual(['unknown', 'unknown'])
  })

  test('what is reserved is settled at once: nobody tells how the call ends', async () => {
    served.decided = () => ({ ...allowed, decision: 'limit', measure: 'limit', reservation: 'r-1' })
    await ask({ 'x-account': 'honest' })
    served.decided = byName
    expect(served.settled).toEqual(['r-1'])
  })
})

describe('LiteLLM’s Generic Guardrail API', () => {
  const ask = async (body: object) =>
    (
      await post(`${served.url}/v1/plug/litellm/beta/litellm_basic_guardrail_api`, JSON.stringify(body))
    ).json()
  const asked = (owner: string, more: object = {}) => ({
    texts: ['secret words'],
    request_data: {
      user_api_key_user_id: owner,
      user_api_key_hash: 'ab'.repeat(32),
      user_api_key_team_id: 't',
    },
    input_type: 'request',
    litellm_call_id: 'c',
    litellm_trace_id: 't',
    additional_provider_specific_params: {},
    ...more,
  })

  test('blocks whom it must, with a reason that a person can read, and nobody else', async () => {
    expect(await ask(asked('honest'))).toEqual({ action: 'NONE' })
    expect(await ask(asked('hostile'))).toMatchObject({
      action: 'BLOCKED',
      blocked_reason: expect.stringContaining('account_suspended'),
    })
    expect(served.asked.map(({ way, request }) => [way, request.account])).toEqual([
      ['litellm', 'honest'],
      ['litellm', 'hostile'],
    ])
    expect(JSON.stringify(served.asked)).not.toContain('secret words')
  })

  test('answers are not judged, and a malformed question is 400', async () => {
    expect(await ask(asked('hostile', { input_type: 'response' }))).toEqual({ action: 'NONE' })
    expect(served.asked).toHaveLength(0)
    expect(await ask({ input_type: 'both' })).toMatchObject({ code: 'http/invalid' })
  })
})

describe('Portkey', () => {
  let portkey: ChildProcess
  let url = ''
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    const file = fileURLToPath(
      new URL('../../node_modules/@portkey-ai/gateway/build/start-server.js', import.meta.url),
    )
    portkey = spawn(process.execPath, [file, '--headless', `--port=${port}`], { stdio: 'ignore' })
    await answers(url, portkey)
  })
  afterAll(() => stop(portkey))

  const ask = (user: string) => {
    const config = {
      provider: 'openai',
      api_key: 'sk-x',
      custom_host: `${upstream.url}/v1`,
      before_request_hooks: [
        {
          type: 'guardrail',
          id: 'stillwatch',
          deny: true,
          checks: [{ id: 'default.webhook', parameters: { webhookURL: `${served.url}/v1/plug/portkey` } }],
        },
      ],
    }
    return post(`${url}/v1/chat/completions`, call, {
      'x-portkey-config': JSON.stringify(config),
      'x-portkey-metadata': JSON.stringify({ _user: user }),
    })
  }

  test('the real gateway passes an honest call on and denies a contained account', async () => {
    const honest = await ask('honest')
    expect([honest.status, (await honest.json()).choices?.length]).toEqual([200, 1])
    const before = upstream.seen.length
    const hostile = await ask('hostile')
    expect(hostile.status).toBe(446)
    expect(JSON.stringify(await hostile.json())).toContain('account_suspended')
    expect(upstream.seen).toHaveLength(before)
    expect(served.asked.map(({ way, request }) => [way, request.account, request.model])).toEqual([
      ['portkey', 'honest', 'model-1'],
      ['portkey', 'hostile', 'model-1'],
    ])
  })
})

const nginxIs = spawnSync('nginx', ['-V']).status === 0
if (!nginxIs) console.info('left out: nginx is not installed here')

describe.skipIf(!nginxIs)('nginx auth_request', () => {
  let folder = ''
  let nginx: ChildProcess
  let url = ''
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-nginx-'))
    writeFileSync(join(folder, 'nginx.conf'), nginxConfig(port))
    nginx = spawn(
      'nginx',
      ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')],
      {
        stdio: 'inherit',
      },
    )
    await answers(`${url}/nothing`, nginx)
  })
  afterAll(async () => {
    await stop(nginx)
    rmSync(folder, { recursive: true, force: true })
  })

  /** The configuration of docs/reference/plug-ins.md, on loopback and in a folder of its own. */
  const nginxConfig = (port: number): string => `
    daemon off;
    pid ${folder}/nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      map $stillwatch_status $stillwatch_type { default permission_error; 429 rate_limit_error; }
      server {
        listen 127.0.0.1:${port};
        location / {
          auth_request /_stillwatch;
          auth_request_set $stillwatch_status $upstream_http_x_stillwatch_status;
          auth_request_set $stillwatch_code $upstream_http_x_stillwatch_code;
          auth_request_set $stillwatch_message $upstream_http_x_stillwatch_message;
          auth_request_set $stillwatch_reference $upstream_http_x_stillwatch_reference;
          auth_request_set $stillwatch_retry $upstream_http_x_stillwatch_retry_after;
          error_page 403 = @stillwatch_refused;
          proxy_pass ${upstream.url};
          proxy_buffering off;
        }
        location = /_stillwatch {
          internal;
          proxy_pass ${served.url}/v1/plug/auth-request;
          proxy_pass_request_body off;
          proxy_set_header Content-Length "";
          proxy_set_header X-Original-URI $request_uri;
          proxy_set_header X-Original-Method $request_method;
          proxy_set_header X-Forwarded-For $remote_addr;
        }
        location @stillwatch_refused {
          internal;
          default_type application/json;
          add_header Retry-After $stillwatch_retry always;
          if ($stillwatch_status = 429) {
            return 429 '{"error":{"message":"$stillwatch_message","type":"$stillwatch_type","param":null,"code":"$stillwatch_code"},"reference":"$stillwatch_reference"}';
          }
          return 403 '{"error":{"message":"$stillwatch_message","type":"$stillwatch_type","param":null,"code":"$stillwatch_code"},"reference":"$stillwatch_reference"}';
        }
      }
    }`

  test('a real nginx lets honest calls through and answers for the others in the API’s form', async () => {
    const ask = (account: string) => post(`${url}/v1/chat/completions`, call, { 'x-account': account })
    const honest = await ask('honest')
    expect([honest.status, (await honest.json()).object]).toEqual([200, 'chat.completion'])
    const hostile = await ask('hostile')
    expect([hostile.status, (await hostile.json()).error]).toMatchObject([
      403,
      { code: 'account_suspended', type: 'permission_error' },
    ])
    const limited = await ask('spent')
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
    expect((await limited.json()).error.code).toBe('shared_limit_reached')
    expect(served.asked[0]).toMatchObject({
      way: 'auth-request',
      request: { account: 'honest', client: { ip: '127.0.0.1' } },
    })
  })
})
