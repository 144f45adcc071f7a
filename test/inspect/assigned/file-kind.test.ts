import { expect, it } from 'vitest'
import { kindOfFile } from '../../../src/inspect/assigned/file-kind.js'

it.each([
  ['srv/app.py', '', 'source'],
  ['srv/App.JAVA', '', 'source'],
  ['srv/build.gradle.kts', '', 'source'],
  ['srv/config.json', '', 'data'],
  ['srv/prod.env', '', 'lines'],
  ['srv/.env.production', '', 'lines'],
  ['root/.bashrc', '', 'lines'],
  ['root/.profile', '', 'lines'],
  ['srv/Dockerfile.prod', '', 'shell'],
  ['srv/Makefile', '', 'shell'],
  ['srv/Gemfile', '', 'source'],
  ['srv/README', '', 'prose'],
  ['srv/start', '#!/bin/sh\n', 'shell'],
  ['srv/tool', '#!/usr/bin/env python3\n', 'source'],
  ['srv/feed', '<?xml version="1.0"?>', 'data'],
  ['srv/page', '<!DOCTYPE html>', 'prose'],
  ['srv/state', '{"a": 1}', 'data'],
  ['etc/app/main', '', 'lines'],
  ['srv/unknown', '', 'other'],
  ['srv/unknown.xyz', '', 'other'],
])('%s (%j) is %s', (path, head, grammar) => {
  expect(kindOfFile(path, () => head)).toMatchObject({ grammar })
})

it('reads the head only where the name does not tell', () => {
  expect(kindOfFile('a.py', () => expect.unreachable()).grammar).toBe('source')
})
