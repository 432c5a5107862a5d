"""Which .env files hold something to hide."""

from __future__ import annotations

import pytest

from envdoctor.probe.ignoring.dotenv import secret


@pytest.mark.parametrize(
    "text",
    [
        "SECRET_KEY=0f3aa81c\n",
        "export AWS_SECRET_ACCESS_KEY='wJalrX'\n",
        "token = abc\r\n",
        "DB_PASSWORD=123456\n",
        "TOKEN=changeme\nPASSWORD=fobar7\n",
        "KEY=examples5\n",
        "KEY=sk-xxx1\n",
        "POSTGRES_PASSWORD=postgres\n",
        "API_KEY=8\n",
        "DATABASE_URL=postgres://shop:hunter2@localhost/shop\n",
        "VITE_API=https://me:hunter2@api.shop.example\n",
        "SENTRY=https://0f3a@o1.ingest.sentry.io/2\n",
        "SLACK_WEBHOOK=https://hooks.slack.com/services/T0/B0/x\n",
        "ADMIN=me@shop.example\n",
        'PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"\n',
        "DEBUG=1\n# comment\nSTRIPE=sk_live_0f3a # ours\n",
        "PASSWORD=p#ss\n",
        "é=1\nTOKEN=x\n",
    ],
)
def test_secret(text: str) -> None:
    assert secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n# SECRET_KEY=0f3aa81c\n",
        "PYTHONPATH=src:tests\n",
        "export PYTHONPATH=src\nDJANGO_SETTINGS_MODULE=shop.settings\nFLASK_APP=shop:app\n",
        "VITE_API_URL=https://api.shop.example\nNEXT_PUBLIC_KEY=pk_0f3a\nREACT_APP_TOKEN=x1\n",
        "SECRET_KEY=\nTOKEN=''\nPASSWORD=   # yours\n",
        "SECRET_KEY=changeme\nTOKEN=<token>\nAPI_KEY=your-api-key\nA_KEY=xxxx\nB_KEY=your_key_here\nPASS=${PASS}\nC=$C\n",
        "TOKEN={{ token }}\nSECRET=replace-me\nPASSWORD=example\n",
        "DEBUG=true\nWORKERS=4\nLOG_LEVEL=info\nAPP_ENV=production\nTZ=Europe/Berlin\nDB_HOST=db\nDB_PORT=5432\n",
        "TOKENIZERS_PARALLELISM=false\nACCESS_TOKEN_EXPIRE_MINUTES=30\n",
        "PASSWORD=test\n",
        "TOKEN=foo\nPASSWORD=bar\nA_KEY=YOURKEY\nSECRET=example-secret\nB_KEY=sk-xxxxxxxx\nC_KEY=dummy_key\n",
        "DATABASE_URL=postgres://shop:changeme@db/shop\nREDIS=redis://me:<password>@cache\n",
        "DATABASE_URL=sqlite:///shop.db\nREDIS=redis://localhost:6379/0\nAPI=http://127.0.0.1:8000\n",
        "COMPOSE_PROJECT_NAME=shop\nIMAGE_TAG=2024.1\nPYTHON_VERSION=3.12\n",
        'DOTENV_PUBLIC_KEY="03f8"\nDB_PASSWORD="encrypted:BDqDBibm4wsYqMpC"\n',
        "DB_PASSWORD=ENC[AES256_GCM,data:x]\nTOKEN=op://shop/api/token\nKEY=ref+awsssm://shop/key\n",
        "no assignment at all\n=x\n1TOKEN=x\n",
        " " * 100_000 + "\n" + "A" * 100_000,
    ],
)
def test_no_secret(text: str) -> None:
    assert not secret(text)
