# One image for web, worker and beat; docker-compose.yml says which is which.
FROM python:3.11-slim

RUN useradd --system --uid 10001 --home-dir /app planner \
    && install --directory --owner planner /app /data /static
WORKDIR /app
USER planner

# Packages first: they change less often than the code. The same set-up as on any other machine.
COPY --chown=planner requirements.txt ./
COPY --chown=planner launcher ./launcher
RUN python -m launcher.bootstrap

COPY --chown=planner . .
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/static
# The addresses are placeholders: collecting files opens no connection.
RUN DATABASE_URL=postgres://nobody@localhost/none BROKER_URL=redis://localhost SECRET_KEY=build \
    sh -ec 'python -m launcher messages; python manage.py collectstatic --no-input --verbosity=0'

EXPOSE 8000
VOLUME /data
CMD ["gunicorn", "planner.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
