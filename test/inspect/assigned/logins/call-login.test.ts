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
])('finds the password that a call in %s takes by its place: %s', (path, text) => {
  const file = text.replace('@@', () => secret)
  expect(findAssigned(path, file)).toMatchObject([{ secret, start: file.indexOf(secret) }])
})

it.each([
  ['srv/a.php', `$db = mysqli_connect($host, $user, $password);`],
  ['srv/a.php', `$db = new PDO($dsn, "app", getenv("DB"));`],
  ['srv/a.py', `server.login("user", "password")`],
  ['srv/a.js', `plugin("a", "b")`],
  ['srv/a.go', `dsn := "user:%s@tcp(%s)/shop"`],
  ['srv/a.ps1', `$p = ConvertTo-SecureString $env:PW -AsPlainText -Force`],
])('leaves alone what is no literal password in %s: %s', (path, text) => {
  expect(findAssigned(path, text)).toEqual([])
})
