import { expect, it } from 'vitest'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { findAssigned } from '../finding.js'

const secret = expandTemplate('{lower:4}{upper:3}{digits:3}{base62:6}', 'call')

it.each([
  ['srv/a.php', `<?php $db = mysqli_connect("localhost", "app", "@@", "shop");`],
  ['srv/a.php', `<?php $db = new PDO('mysql:host=db;dbname=shop', 'app', '@@');`],
  ['srv/a.py', `db = MySQLdb.connect("10.0.0.5", "app", "@@", "shop")`],
  ['srv/a.py', `server.login("jane@mail.test", "@@")`],
  ['srv/A.java', `var c = DriverManager.getConnection("jdbc:mysql://db/shop", "app", "@@");`],
  ['srv/a.go', `db, err := sql.Open("mysql", "app:@@@tcp(127.0.0.1:3306)/shop")`],
  ['srv/a.ps1', `$p = ConvertTo-SecureString "@@" -AsPlainText -Force`],
  ['srv/a.pl', `my $dbh = DBI->connect("dbi:mysql:shop", "app", "@@");`],
  ['srv/a.rb', `dbh = DBI.connect('DBI:Pg:shop', 'app', '@@')`],
  ['srv/a.cs', `var e = new DirectoryEntry("LDAP://10.0.0.1", "app", "@@");`],
  ['srv/a.js', `const t = jwt.sign({ id: user.id }, "@@", { expiresIn: "1h" })`],
  ['srv/a.js', `crypto.createHmac('sha256', '@@').update(body)`],
  ['srv/a.md', 'Then run `curl -u app:@@ https://api.acme.io/x`'],
  ['srv/a.md', 'curl -sS --user app:@@ https://api.acme.io/x'],
  ['srv/a.ps1', `Connect-VIServer -Server vc -User app -Password @@`],
])('finds the password that a call in %s takes by its place: %s', (path, text) => {
  const file = text.replace('@@', () => secret)
  expect(findAssigned(path, file)).toMatchObject([{ secret, start: file.indexOf(secret) }])
})

it.each([
  ['srv/a.php', `<?php $db = mysqli_connect("localhost", "app", "@@");`, 'kumquat77'],
  ['srv/a.pl', `my $dbh = DBI->connect("dbi:mysql:shop", "app", "@@");`, 'kumquats'],
  ['srv/a.cs', `new SqlConnection("Server=db;User Id=app;Password=@@;Database=x")`, 'kumquats'],
  ['srv/a.ini', '[db]\nuser = app\npassword = @@\n', 'open_kumquat'],
  ['srv/a.bat', 'PsExec.exe \\\\10.0.0.1 -u app -p @@ cmd', 'kumquats'],
])('tells a poor password that stands in its place in %s as low and possible: %s', (path, text, weak) => {
  const file = text.replace('@@', weak)
  expect(findAssigned(path, file)).toMatchObject([
    { secret: weak, start: file.indexOf(weak), severity: 'low', confidence: 'possible' },
  ])
})

it.each([
  ['srv/a.js', `jwt.sign(payload, process.env.SECRET)`],
  ['srv/a.js', `jwt.sign(payload, "your-256-bit-secret")`],
  ['srv/a.js', `createHmac('sha256', 'secret')`],
  ['srv/a.md', 'curl -u user:password https://api.acme.io'],
  ['srv/a.md', 'curl -u "$USER:$TOKEN" https://api.acme.io'],
  ['srv/a.ps1', 'Connect-VIServer -User $u -Password $p'],
  ['srv/a.cs', 'new SqlConnection("Server=db;User Id=app;Password={0};")'],
  ['srv/a.pl', `DBI->connect($dsn, $user, $password)`],
  ['srv/a.php', `$db = mysqli_connect($host, $user, $password);`],
  ['srv/a.php', `$db = new PDO($dsn, "app", getenv("DB"));`],
  ['srv/a.py', `server.login("user", "password")`],
  ['srv/a.js', `plugin("a", "b")`],
  ['srv/a.go', `dsn := "user:%s@tcp(%s)/shop"`],
  ['srv/a.ps1', `$p = ConvertTo-SecureString $env:PW -AsPlainText -Force`],
])('leaves alone what is no literal password in %s: %s', (path, text) => {
  expect(findAssigned(path, text)).toEqual([])
})
