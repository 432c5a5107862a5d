"""Dockerfiles, and the names of images."""

from __future__ import annotations

import pytest

from envdoctor.probe.declarations.dockerfile import quickly, read
from envdoctor.probe.declarations.images import python


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("python:3.12", "3.12"),
        ("python:3.12-slim", "3.12"),
        ("python:3.12-slim-bookworm", "3.12"),
        ("python:3.12.4-alpine3.20", "3.12.4"),
        ("python:3.12.4", "3.12.4"),
        ("python:3.13.0rc1-slim", "3.13"),
        ("python:3.14-rc", "3.14"),
        ("python:2.7", "2.7"),
        ("python:3.12@sha256:0a1b", "3.12"),
        ("docker.io/python:3.12", "3.12"),
        ("docker.io/library/python:3.12", "3.12"),
        ("library/python:3.12", "3.12"),
        ("public.ecr.aws/docker/library/python:3.12", "3.12"),
        ("registry.example:5000/python:3.12", "3.12"),
        ("localhost/python:3.12", "3.12"),
        ("registry.example/docker-hub/python:3.12-slim", "3.12"),
        ("bitnami/python:3.11.4-debian-11-r10", "3.11.4"),
        ("cimg/python:3.12", "3.12"),
        ("public.ecr.aws/lambda/python:3.12", "3.12"),
        ("public.ecr.aws/lambda/python:3.12.2024.09.19.15", "3.12"),
        ("amazon/aws-lambda-python:3.12-arm64", "3.12"),
        ("ghcr.io/astral-sh/uv:python3.12-bookworm", "3.12"),
        ("ghcr.io/astral-sh/uv:0.5.1-python3.12-bookworm-slim", "3.12"),
        ("tiangolo/uvicorn-gunicorn-fastapi:python3.11", "3.11"),
        ("jupyter/scipy-notebook:python-3.11.4", "3.11.4"),
        ("mcr.microsoft.com/devcontainers/python:0-3.11", "3.11"),
        ("mcr.microsoft.com/devcontainers/python:1-3.12-bookworm", "3.12"),
        ("mcr.microsoft.com/devcontainers/python:1.2.3-3.12", "3.12"),
        ("mcr.microsoft.com/devcontainers/python:dev-3.12", "3.12"),
        ("mcr.microsoft.com/devcontainers/python:3.12", "3.12"),
        ("mcr.microsoft.com/vscode/devcontainers/python:0-3.11", "3.11"),
        # they float, or say nothing
        ("python", ""),
        ("python:3", ""),
        ("python:3-slim", ""),
        ("python:latest", ""),
        ("python:slim-bookworm", ""),
        ("mcr.microsoft.com/devcontainers/python:1", ""),
        ("mcr.microsoft.com/devcontainers/python:0-3", ""),
        ("mcr.microsoft.com/devcontainers/python", ""),
        ("acme/python:3.2", ""),  # a version of their own image, for all we know
        ("acme/pipeline:3.12", ""),
        ("node:22", ""),
        ("scratch", ""),
        ("gcr.io/distroless/python3-debian12", ""),
        ("continuumio/miniconda3:24.1.2-0", ""),
        ("acme/app:ipython3.8", ""),
    ],
)
def test_image(image: str, expected: str) -> None:
    assert python(image) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM python:3.12-slim\n", ("==3.12.*", 1, 13, 17)),
        ("from python:3.12.4\r\n", ("==3.12.4", 1, 13, 19)),
        (
            "# syntax=docker/dockerfile:1\n\nFROM --platform=$BUILDPLATFORM python:3.12 AS app\n",
            ("==3.12.*", 3, 39, 43),
        ),
        ("ARG V=3.12\nFROM python:${V}-slim\n", ("==3.12.*", 1, 7, 11)),
        ("ARG V='3.12'\nFROM python:$V\n", ("==3.12.*", 1, 8, 12)),
        ("ARG A=1 V=3.12\nFROM python:$V\n", ("==3.12.*", 1, 11, 15)),
        ("ARG V\nFROM python:${V:-3.12}\n", ("==3.12.*", 2, 18, 22)),
        ("ARG V=3.11\nFROM python:${V:-3.12}\n", ("==3.11.*", 1, 7, 11)),
        ("ARG N=12\nARG V=3.$N\nFROM python:$V\n", ("==3.12.*", 3, 6, 15)),
        ("ARG IMAGE=python:3.12-slim\nFROM $IMAGE\n", ("==3.12.*", 1, 18, 22)),
        ("FROM python:3.9 AS docs\nFROM python:3.12 AS app\n", ("==3.12.*", 2, 13, 17)),
        ("FROM python:3.12 AS Base\nFROM node:22 AS web\nFROM base\nCOPY --from=web /x /x\n", ("==3.12.*", 1, 13, 17)),
        ("FROM ghcr.io/astral-sh/uv:0.3.12-python3.12-alpine\n", ("==3.12.*", 1, 40, 44)),
        ("FROM python:3.12\nRUN echo \\\n# FROM python:3.8\n  FROM python:3.9\n", ("==3.12.*", 1, 13, 17)),
        ("FROM python:3.12\nRUN <<EOF\nFROM python:3.9\nEOF\n", ("==3.12.*", 1, 13, 17)),
        (
            "FROM python:3.12\nRUN cat <<-'SQL' > /x \\\n && true\n\tFROM python:3.9\n\tSQL\nUSER me\n",
            ("==3.12.*", 1, 13, 17),
        ),
        ("FROM python:3.11\nRUN echo $((1<<2))\nFROM python:3.12\n", ("==3.12.*", 3, 13, 17)),
        ("# escape=`\nFROM python:3.12\nRUN dir `\n  FROM python:3.9\n", ("==3.12.*", 2, 13, 17)),
        ("FROM python:3.12\nARG V=3.9\nRUN uv sync\n", ("==3.12.*", 1, 13, 17)),
    ],
)
def test_last_stage(text: str, expected: tuple[object, ...]) -> None:
    (one,) = read(text, "Dockerfile", pinned=False)
    assert quickly(text, "Dockerfile") in (None, [one])
    place = one.location
    assert (one.specifier, place.line, place.column, place.end_column) == expected
    assert one.deployment
    assert one.kind == "pin"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# FROM python:3.12\n",
        "FROM\n",
        "FROM python:3.12 AS build\nFROM scratch\n",
        "FROM python:3.12 AS build\nFROM gcr.io/distroless/python3-debian12\n",
        "ARG V\nFROM python:$V\n",
        "FROM python:${V}\nARG V=3.12\n",
        "FROM node:22\nARG V=3.12\nFROM python:$V\n",  # an ARG inside of a stage does not count in a FROM
        "ARG V=3.12\nFROM python:${V:+3.9}\n",
        "FROM \\\n  python:3.12\n",
        "FROM python:3.12 AS a b\n",
        "FROM python:3.12\nRUN <<EOF\nFROM python:3.9\n",  # the heredoc has no end
        "FROM python:3.12\nRUN uv python install 3.13\n",
        "FROM python:3.12\nRUN uv venv --python 3.13\n",
        "FROM python:3.12\nENV UV_PYTHON=3.13\n",
        "FROM python:3.12\nRUN pyenv install 3.13\n",
        "FROM python:3.12\nRUN conda create -n app python=3.13\n",
    ],
)
def test_no_verdict(text: str) -> None:
    assert read(text, "Dockerfile", pinned=False) == []
    assert not quickly(text, "Dockerfile")


def test_uv_follows_python_version_inside_of_the_image() -> None:
    text = "FROM python:3.12\nCOPY . .\nRUN uv sync --frozen\n"
    assert read(text, "Dockerfile", pinned=False)
    assert not read(text, "Dockerfile", pinned=True)


@pytest.mark.parametrize(
    "text", ["FROM python:3.12-slim\n", "\n FROM python:3.12.4\r\nWORKDIR /app\r\n", "FROM python:3.12"]
)
def test_the_usual_file_needs_no_pattern(text: str) -> None:
    assert quickly(text, "Dockerfile") == read(text, "Dockerfile", pinned=True)


@pytest.mark.parametrize(
    "text",
    [
        "# escape=`\nFROM python:3.12\n",
        "ARG V=1\nFROM python:3.12\n",
        "FROM python:3.12 AS app\n",
        "FROM python:3.12\nFROM scratch\n",
        "FROM python:3.12\nRUN <<EOF\nfrom x import y\nEOF\n",
        "FROM python:3.12\\\n-slim\n",
        "FROM python:3\n",
        "FROM python:3.12.2024\n",
        "FROM python:3.12@sha256:0a\n",
        "FROM registry.example/python:3.12\n",
        "FROM python:3.12\nRUN pip install uv && uv sync\n",
        "FROM node:22\n",
    ],
)
def test_any_other_file_is_parsed(text: str) -> None:
    assert quickly(text, "Dockerfile") is None
