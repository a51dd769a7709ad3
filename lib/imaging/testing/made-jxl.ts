import { brotliCompressSync } from 'node:zlib'
import { madeBox } from './made-raw'

const bytes = (...lines: string[]) => Buffer.from(lines.join(''), 'base64')

/** JPEG XL codestreams. No package here encodes them, so the bytes stand here; libjxl's `cjxl` has made them of pictures drawn by code. */
export const JXL = {
  /** 60 × 40: quarters in red, green, blue and grey, lossless. */
  quarters: bytes('/woJQUBxIQgCAQCcAEsYm3w8GJjAhJj4Y/IFggBgVL3AgBcmCIEFhP1YGvxTGHR2ftSNAA=='),
  /** The same, turned by its own header: 40 × 60 as shown. */
  turned: bytes(
    '/woJLRBQXBIIAgEAcAtLKDMZMvy0Jg9Wyzn4/MHfDwUFiYOtgsLyUVBQUHBEGRtBRCESAbgJRcOGsXUsUlGwqkpJ5MGVdZGMmfQUMkxHniJjxilG',
    'REREx8aizsmMGWN8FEDd3koAcIAQoABB4AFigQnw030AAKHGUqdlhk/jNONRavAx14rBrY/WYr7LwxA0BTMm8qeILtP6rbdkVh0ccoiKoeChSrNd',
    'JAhSPccVT/EzZTjXBzeZovynsAmK/kCPwrls5A7thoaIxIeWiOT9Utm0byCJOXJaFehkYa39KRVniNoAGNuMjgP8ASgEGcbJAhxyA/QT3yAMInBp',
    'CJvUGYTq9OUHa5HWhgfbfPcD/R+Q/hyDnwiT7zgwIoAjjG090SxgUcRbqKgXZlQtB0/HWKupNvDl1FcTxyYNKLxABOVALmm0y7MWQHu8PIkhztx6',
    'tbFFeqAgFoFjjtou6xXxG01lxRaqJxHwMAjl9TuEpwm7IhxXZkgkKbkrQIPDZQjceIgKB/ThjKLPEJ83MUOPPuP1PbOXP7OCPzNO3/NReR7DzxLS',
    'uPTIiw3l8aOfPPr/p+ePM3is0v66GW6iTOLFw+DZ214Rl9nUhybVpV3V99XGdnev1Mh3NPiX4l79JGieDvgeluaEt+NQQLI+ngBgs6jwrSFOKltz',
    'dMcit5iLW6ecQq04noNzBgZMMgm0E7NqUw3In4DC1t6wJJcGz150cZPjEvCmjqHCI3/FQIXVLh/JFiO2xUpmsVJbrMIWK4NIYIqJUMFDrsN7qhAW',
    '7IfqgaBzEYg+EIJBIEoeBBNHaiQHgYIU7/ceimgThzxfX5opTWimgpKUuslXehyIAKR0zJFlGO6ZBRswtAFDdzpU2s0GUAveyyf6KcELEZan/RpV',
    '80zFRxPlq8c3FCZGDSFEIgX+rS1TYQ1fpET6S3RSjC/8xyf3tyGSJy23KQwtxHE7QMx5dWiLPzCF3G6I/r3leOFZOpa9CCdDQQA=',
  ),
  /** The same, half transparent. */
  transparent: bytes('/woJwYLiQggIEADYAEs4aZjKg/crSJgCI8qMPzHGT3deQAgA4HAAEihABKZkSuYQ+7Q7EBIIAtkHQhhYvWC6giYNCg=='),
  /** 40 × 30 in three frames: red, green, blue. */
  moving: bytes(
    '/wroMEEAFhSXBAgIoAIAAGgASxiLFQDUGWPQxLyABACCBElQkIIDLzZ/tycICKACAAB0AEsYixUAHDLGoIk5F5AAQHBAAECQAhwkgHnhRkQBCAig',
    'QgAAZABLGIsVANQZY1DGuYAEAIUzKABaGiAMrroL',
  ),
  /** 320 × 240 with detail everywhere. */
  detailed: bytes(
    '/wr7QEJxIQoBAABQCgA4AFgAWApEOAAm2ehYDz8kEdVz1E+356nH4PbRqA7KX5cW9U5Pf0u6bVk/P+FawOMarVQAxHZmwQN3HVGULElCkSREAEQ4',
    'o4qKio0xxhhGoLDtVihDh4BdoYRt1BKrknSXf59gT1y4KFEUMRHXbhGFIeetOahtpjU9zHbvhNRpkYx6JWjapuiIoDOjCEEYEXkUBASpkba5eTUl',
    '14AZiN+fWVIQ4u+QM+T7SNnGKCTaCgFI2ZPFXQsNI0qlB5QsFZgpKWkBjcB0tDARnBPX+xOgPDJj4nmEeK38Gt88WsExefMKCBUTaoqRjzDv4QmB',
    'gr3J3PtdmNAFPqEol+nhk5TckvSXQEgLn2pBCSQgiCkFMUQeloWGQAix++rDSkENs4ejkg+1sGaPjtyM6xA/sOnz7pAGRVK0Nf0hiuPS4YEesXAw',
    'lG4DGgfUXZCDKORqo+dcAcqSxV9cFcQn6O0q3CPh1NX4ps0XKfWlEpiLGCbd3UB1WLQRUoyiDLMWpWou8hARH4SIMYN09SC8mO5TlItDYCDxXwSt',
    '/wADNyBPIa2ZvgyQyJ+rvwwp+k8FIeECQnMBWW//y50dl9Il74FrmgrrWuUxjRlEIiyZ+Ep6UOEe0iFTAuQQN0NYYBIcIFZVIUgyvMXCHBAkEJrp',
    'JTYGmiT9cYUaoIuGHvBppI6/MMHxpIp89pISzMYQ0DmuGin5JPVH0UcZ0P1pGYJy6jwGe6CZmC+Zh9McTiBQwMwFU8LEQChGx+hTsFSGUODRRpAy',
    'jEBIEYrBEPhM0Ycxt4l0ieVh33E0STA2UE8uff37k+Jnob9gkqKEAWZCv742yqj5Xf6Lwo1CZmHyiA1DPN+B4dQZ00DAM7KK2ITq8j0Igh5biHKT',
    'AeDDBKIBAHQBMmRE9RAASXAKAIAKlVHGDV7O9Xz5ocNi2sZ1hrbatrAkkQKR3Q48VSUjK67Jho2qvj4AAOi3p98egUAgAAAAhaoCVVJQUNA0AC7j',
    'XYzBYIzxLvLcgQKQg+h4McZGREfECNgC2ZjNbAqAMM/Hn2qe8JyRC0nh+Y8QMINJ6kUJ2v8A5h24aS3E99SGMVoWym21pYhFioeAedArFQ6CimFC',
    'lpoA1GvtpMpPgDG3UFcsXvFQdQsKQrzDO99XHjsX3qf3eUiCLzuBAnogtEACfjpEeZlLBbvKpbTASCkQPQhlWwsKxV5bFftaVGNbwV5bVZltVcXZ',
    'VukJhzG7IABZLMz4mJewDEAnOR40C/N5qYj/D+60BJrXGXZ7/bTCEX/jaz+5lzHzoQ9AlFgRoAAVIAb8GAaAMsbgT1WSZhEBADe4Jb5lDtxPq6sX',
    'WU2bbLL6z+a2FwuQVB+B48yWyLs3IRuhzhni0EXo/u6bT8pfQzi3I4ncgtZr44ZO3arKbrc9mQEA5ggULSY/cvkBQEDCWOQEufvfwm/3yYDoKOsM',
    'QcnHNGiM+TGCctgkeILfINIbzWHaoAXZs/p3NxHjxfYJeRWit/pRrexqh2jK/NP5UDsY3CgRH+tZBTqBgHEUIxvPa6akKnCfPh118zABVV0W9HH3',
    'AXzHmrD0r/YBx0I736rskLz/b4VA/Kmw2OzHoHOhnh9aawznnx07J0ENEDrE7KYe5PbezoH8OuvzkGco4J+QFBSs0vZxM36gaQhDu5VI3c2Jlxcn',
    'Tv48AQDTYS0zL0kytOgSr1wDxiSBGmBymQtvJuJhDTLSGMrj+KVn/a4euoaF2nxOYWkp/AoGSFxp750jlL2sMzODK+LKL+567EqVxNDAcqBALBWM',
    'dt3s1pOZUd9NReU+dMiT23D0qRpxbHyXpNEh+EickxnTyXtHqFMD6cTwe/mseEKLYkm+2HMdK4/FLVItxYs8fxe3Scg9O9fMfIppSAbN17gnhhyP',
    'PmAz1M1P+iWeEA2ZTGTryz5jDgCLbKRhgCj925MsV4/90nLOkIrRXy0JI8CpdHtTsSprObdYxjPj7UmaXMdnuveVtP8K3FSHwODIhg+noUaLe3AE',
    'mXMAk0whvw3sie7keALgHDLERYpcoHU0oukXkStQfLXJrAv9LcfaX2lAxI2wP7YtrsBK/ncJM+zaMPUeKG/QRhPGj3M0YdGejlygJSg/O0X9052E',
    '0K8zRShFS06pqLbW2bDkUX8Z4APvV1UeUQvvnEsyZokOtt8v/NQMBLIXesb00GvNDVU9kFtEBWp4dfc0OAKJOZrt2+9hjrDuPjNQSXkUzPk2vkCN',
    'NWR9xuyAYUKoZ+zj+z/+pCLORrdnm6jMSAIQWRGw8Nr8SINJ+5uQkuGKaivCkheWqBYmrD9zaMQldmHaeZzrHHNCUcglJ00dGEv/gPkfFd1C2mga',
    'J3j4JoMQPycDiH58PdQJeAjrv0fhC67FR7p0ZdHJpqCti1vpwmeCmLJlZsGYBGyR2VegXWgJWaIbjwrxdUa8ODvo12Zsy7ylrsVvM6OneWEUecBZ',
    'XuZAPqpluV7rGtYMBJhURVMZUspqiwMY0LRHBc5z0kriacMlb+oJCJGunX7CTiGt5CxTw562mDCzylZuOuUFPUXzQbEUh4eM9q398BsNcxiM62OI',
    'CCebMQBYjQfkWwOBdyjxovbvWsAyaPlEWCNEehEGMDtGpj+BNN32MkdxcwsojeN4d8/DeMWb2kmZPmH+5wiZ5TQI1x0tVw/6YkJBIUjrnri2wQXt',
    'EEGwpoBuUy5wqmMSNEMV2SQpDFPGRC+xhI6SYnzXt/Il5p3QgusPjg+0osAkC2wt29ceW/s5neBkxDjuX1Y7apgt3R/fsNCxBiEzT2evvbh/7wXT',
    'oXr+k0WKNS1ORhTWl/wrMccuLsq8bTWkkTTuRCX0j0zkJhpqVCSHjyrJXzjFgJMR+l61j/l4VqcnqJDW1rHgPSBh+QEzNe1dU8kNXShYKgvfJOgB',
    'THnLXVcRKp3zTd1Uy1ZNoGxNoeevJP/Emke0F72wBdZzWOA4E/J0QrlBx5Zgkx8Yx/H1Gd48O34IBo/Ko1c=',
  ),
}

/** A codestream in a container with boxes beside it. */
export function inContainer(codestream: Buffer, ...besides: Buffer[]): Buffer {
  const mark = madeBox('JXL ', Buffer.from('0d0a870a', 'hex'))
  const brand = madeBox('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1'))
  return Buffer.concat([mark, brand, ...besides, madeBox('jxlc', codestream)])
}

/** The box of an EXIF block. */
export function exifBox(block: Buffer): Buffer {
  return madeBox('Exif', Buffer.alloc(4), block)
}

/** A box as it is stored compressed. */
export function brotliBox(box: Buffer): Buffer {
  return madeBox('brob', box.subarray(4, 8), brotliCompressSync(box.subarray(8)))
}
