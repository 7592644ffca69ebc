# One image for web, worker, beat and the migration job; the command tells which.

FROM node:22-slim AS assets
WORKDIR /house
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY bin/assets.mjs bin/assets.mjs
COPY assets assets
COPY templates templates
RUN node bin/assets.mjs

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home storehouse
WORKDIR /house
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY . .
COPY --from=assets /house/build build
ENV PYTHONUNBUFFERED=1 STOREHOUSE_RUN_DIR=/var/lib/storehouse WEB_CONCURRENCY=4
RUN for catalogue in locale/*/LC_MESSAGES/*.po; do \
      [ ! -e "$catalogue" ] || pybabel -q compile -i "$catalogue" -o "${catalogue%.po}.mo"; \
    done \
 && mkdir -p "$STOREHOUSE_RUN_DIR/static" \
 && STOREHOUSE_SECRET_KEY=building STOREHOUSE_NUMBER_KEY=building python manage.py collectstatic --no-input --verbosity 0 \
 && chown -R storehouse "$STOREHOUSE_RUN_DIR" /media
USER storehouse
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--access-logfile", "-", "--no-control-socket"]
