import { expect, test } from 'vitest'
import { type ApiDocument, consoleDocument } from './console-document'

const document: ApiDocument = {
  info: {},
  paths: {
    '/photos/{id}': {
      post: {
        security: [{}, { session: [] }, { token: [] }],
        parameters: [
          { name: 'id', required: true, schema: { type: 'string' }, example: 'one' },
          { name: 'q', required: false, schema: { type: 'string' }, example: 'sea' },
        ],
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                required: ['file'],
                properties: {
                  file: { type: 'array', items: { type: 'string', format: 'binary' } },
                  tags: { type: 'array', items: { type: 'string' } },
                  visibility: { type: 'string', enum: ['public', 'private'], examples: ['private'] },
                },
              },
            },
          },
        },
      },
      get: { summary: 'Nothing to change.' },
    },
  },
  components: { securitySchemes: { session: {}, secret: {}, token: {} } },
}

test('the console sends nothing that may be left out, and asks for a token first', () => {
  const { paths, components } = consoleDocument(document)
  const { post, get } = paths['/photos/{id}'] ?? {}
  expect(post?.parameters).toEqual([
    { name: 'id', required: true, schema: { type: 'string' }, example: 'one' },
    { name: 'q', required: false, schema: { type: 'string', examples: ['sea'] } },
  ])
  expect(post?.requestBody?.content?.['multipart/form-data']?.schema?.properties).toEqual({
    file: { type: 'array', items: { type: 'string', format: 'binary' }, example: [''] },
    tags: { type: 'array', items: { type: 'string' }, example: [] },
    visibility: { type: 'string', enum: ['public', 'private'], example: '' },
  })
  expect(post?.security).toEqual([{}, { token: [] }])
  expect(get).toEqual({ summary: 'Nothing to change.' })
  expect(Object.keys(components.securitySchemes)).toEqual(['token', 'secret'])
})
