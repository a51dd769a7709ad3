/** Where the pictures of the sample set lie, from the root of the repository (`npm run samples` draws them). */
export const SAMPLE_FOLDER = 'lib/samples/pictures'

/** SHA-256 of every picture that was ever in the sample set: a photo with one of these contents is a sample, whatever became of it since. */
export const SAMPLE_CONTENTS: readonly string[] = [
  '9a29f22642b7aafbd876d8db56fe7d55203af9713edfa9bee1acce639dab22d8',
  'fb940586ab4f3111f35cec2502b73b8ea27eddefdb74cfba08d78034bceab217',
  '16452a94b81aea6636d38de7eaf704087208081d30e92d85c8d36608568c4178',
  'f486aefcea7c676b7ff63c68e551cade78cbebf8bbfcf05738463ca741cae429',
  '0ea246af9a0c88f5f5f957c9f00ff31286f67d58beb99aa7ca9aeffe2a0f8e62',
  '86e00da7ad553094639dbc7ca0b196673b2c4462bdb10afebb9cb0f306d71c6e',
  '09c74d8336bfd53506cd7f858cec4036dc4934c8557ab2d15cfe5513cee743b2',
  '67cb612e4092fe76a12444794c455cd9dd717859078228e5a07407e7b7a60363',
  'b8f3c826f6a8868dcbdbd29d61453a03dba7281f4b05e005fd2d8f4fb5e70352',
  'fbbd786dd3cb090978e63b7ba0e2029b36190ac22e7457088b4ed9cf0810eb3c',
  '2589fa1b5ba2045e5acb81dca9ee4bb4313b2266ffebac879544c919b34adc44',
  '48e9fa55bb3c30f2898a9e7d6b0e6d8fa08cb6bd7ae1479c9c015a5666c53dae',
  'e2ba50d428f1e2ea36955fbd5a494a9807d5c1375c994805da4de2c8c03028b5',
  '3b68333fc31f2dedb9506a39942fd125f8008e3f7185443473a48d3e59bf9470',
  '011a513b3d5f48510b48c9bbf2b77f7b0fdca0f452c6eaa88ce653e766bd317c',
  '5408a4a4b3f50454d253b161d209a63a4b42b2d863e506a202ab6b20321aa0fb',
]
