# jetsam's own image:  docker build -t jetsam .
#   docker run --rm -v /var/run/docker.sock:/var/run/docker.sock --group-add "$(stat -c %g /var/run/docker.sock)" jetsam scan IMAGE
# BUILD_BASE needs Node.js 20.19 or newer with npm and a shell; BASE needs Node.js alone.
ARG BUILD_BASE=node:22-bookworm-slim
ARG BASE=node:22-alpine

FROM ${BUILD_BASE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
# A registry of one's own: docker build --secret id=npmrc,src=$HOME/.npmrc …
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json bundle.js ./
COPY signatures signatures
COPY src src
RUN npm run build \
    && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
    && { rmdir node_modules/@* 2>/dev/null || true; } \
    && mkdir -p /out/opt/jetsam /out/usr/local/bin /out/cache \
    && mv package.json dist node_modules /out/opt/jetsam/ \
    && chmod 755 /out/opt/jetsam/dist/main.js \
    && ln -s /opt/jetsam/dist/main.js /out/usr/local/bin/jetsam

FROM ${BASE}
COPY --from=build /out/opt/jetsam /opt/jetsam
COPY --from=build /out/usr/local/bin/ /usr/local/bin/
COPY --from=build --chown=65532:65532 /out/cache /cache
ENV XDG_CACHE_HOME=/cache
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["node", "/opt/jetsam/dist/main.js"]
CMD ["--help"]
