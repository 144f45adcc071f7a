import { describe, expect, it } from 'vitest'
import { jetsam } from './jetsam.js'

describe('wrong usage', () => {
  it.each([
    [[], 'no command is given'],
    [['scan'], 'no image is named'],
    [['scan', ''], 'an image name is empty'],
    [['scan', '--all', 'a'], '--all takes no references'],
    [['scan', '-', '-'], '- stands for stdin and can be named once'],
    [['alpine:3'], "unknown command 'alpine:3'"],
    [['scan', 'a', '--outptu', 'x'], "unknown option '--outptu'"],
    [['scan', 'a', '--output'], "option '-o, --output <[format=]file>' argument missing"],
    [['scan', 'a', '--format', 'yaml'], "--format 'yaml': must be one of table, json, "],
    [['scan', 'a', '--fail-on', 'bad'], "--fail-on 'bad': must be SEVERITY"],
    [['scan', 'a', '--fail-on', 'high:sure'], "--fail-on 'high:sure'"],
    [['scan', 'a', '--severity', 'worst'], "--severity 'worst'"],
    [['scan', 'a', '--pull', 'maybe'], "--pull 'maybe'"],
    [['scan', 'a', '--platform', 'linux arm'], "--platform 'linux arm'"],
    [['scan', 'a', '--insecure-registry', 'http://r.example'], "--insecure-registry 'http://r.example'"],
    [['scan', 'a', '--registry-mirror', 'm.example'], "--registry-mirror 'm.example'"],
    [['scan', 'a', '--registry-mirror', 'docker.io=ftp://m.example'], "--registry-mirror 'docker.io=ftp://m.example'"],
    [['scan', 'a', '--registry-mirror', 'docker.io=https://me:pw@m.example'], '--registry-mirror'],
    [['scan', 'a', '--registry-mirror', 'hub=https://m.example'], "--registry-mirror 'hub="],
    [['scan', 'a', '--base', ''], "--base ''"],
    [['scan', 'a', '--base', '-'], "--base '-'"],
    [['scan', 'a', '--username', 'me'], '--username needs --password-stdin'],
    [['scan', 'a', '--password-stdin'], '--password-stdin needs --username'],
    [['scan', 'a', '--password-stdin', '--username', 'a:b'], "--username 'a:b'"],
    [
      ['scan', 'r.one/a', 'r.two/a', '--password-stdin', '--username', 'me'],
      '--username is for the images of one registry',
    ],
    [['scan', '-', 'a', '--password-stdin', '--username', 'me'], '--username is for the images of one registry'],
    [['scan', './a.tar', '--password-stdin', '--username', 'me'], '--username is for the images of one registry'],
    [['scan', 'a', '--password-stdin', '--username', 'me'], '--password-stdin: the password is empty'],
    [['scan', 'a', '--concurrency', '0'], "--concurrency '0'"],
    [['scan', 'a', '--concurrency', '1.5'], "--concurrency '1.5'"],
    [['scan', 'a', '--unwrap-depth', '0'], "--unwrap-depth '0'"],
    [['scan', 'a', '--unwrap-depth', '65'], "--unwrap-depth '65'"],
    [['scan', 'a', '--unwrap-size', '16X'], "--unwrap-size '16X'"],
    [['scan', 'a', '--unwrap-size', '16iB'], "--unwrap-size '16iB'"],
    [['scan', 'a', '--unwrap-ratio', '0.5'], "--unwrap-ratio '0.5'"],
    [['scan', 'a', '--unwrap-time', '90'], "--unwrap-time '90'"],
    [['scan', 'a', '--spool-size', '0'], "--spool-size '0'"],
    [['scan', 'a', '--docker-host', ''], "--docker-host ''"],
    [['scan', 'a', '--dockerfile', '/no/such'], "--dockerfile '/no/such': there is no such file"],
    [['scan', 'a', '--dockerfile', '/'], "--dockerfile '/': is a folder"],
    [['scan', 'a', '--only', 'a,'], "--only 'a,'"],
    [['scan', 'a', '--signatures', ''], "--signatures ''"],
    [['scan', 'a', '--output', 'xml=r.xml'], '--output knows no format xml'],
    [['scan', 'a\u001b[2J', '--format', '\u001b[2J'], "--format '\\x1b[2J'"],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr, asked } = await jetsam(argv)
    expect([exitCode, stdout, asked]).toEqual([2, '', []])
    expect(stderr).toMatch(/^jetsam: usage: .+\n( {2}.+\n)?$/)
    expect(stderr).toContain(`jetsam: usage: ${message}`)
  })

  it('suggests what was probably meant', async () => {
    expect((await jetsam(['scan', 'a', '--outptu', 'x'])).stderr).toContain('did you mean --output?')
    expect((await jetsam(['alpine:3'])).stderr).toContain('jetsam scan alpine:3')
  })

  it('does not wait for an archive that nobody will type in', async () => {
    const { exitCode, stderr } = await jetsam(['scan', '-'], {}, { terminal: true })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('docker save IMAGE | jetsam scan -')
  })
})
